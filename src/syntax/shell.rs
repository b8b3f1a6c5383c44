//! Shell and Make lines: continuations joined, plain variables filled in, nothing run.

use std::collections::HashMap;

/// The most characters that a filled-in word may have.
const LONGEST_WORD: usize = 4096;

/// One command as words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// The words, quotes taken off, variables that were plainly assigned filled in.
    pub words: Vec<String>,
    /// Byte offset of the command's first word.
    pub offset: usize,
}

impl Command {
    /// The program's name without its folder; leading assignments and `sudo`, `time`, `exec` are passed over.
    #[must_use]
    pub fn program(&self) -> &str {
        let name = self
            .words
            .iter()
            .map(String::as_str)
            .find(|word| !matches!(*word, "sudo" | "time" | "exec" | "nohup" | "env") && assignment(word).is_none());
        name.map_or("", |name| name.rsplit('/').next().unwrap_or(name))
    }

    /// The value of a flag: `--flag value` or `--flag=value`.
    #[must_use]
    pub fn flag(&self, flag: &str) -> Option<&str> {
        self.words.iter().enumerate().find_map(|(at, word)| match word.strip_prefix(flag) {
            Some("") => self.words.get(at + 1).map(String::as_str),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        })
    }
}

/// The commands of a shell script or of the recipes of a Makefile.
#[must_use]
pub fn commands(text: &str) -> Vec<Command> {
    let mut out = Vec::new();
    let mut variables: HashMap<String, String> = HashMap::new();
    let mut words: Vec<String> = Vec::new();
    let mut begin = 0;
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut chars = text.char_indices().peekable();
    let mut end = |words: &mut Vec<String>, word: &mut Option<String>, begin: usize| {
        words.extend(word.take());
        if words.is_empty() {
            return;
        }
        let filled: Vec<String> = words.drain(..).map(|word| fill(&word, &variables)).collect();
        let mut plain = &filled[..];
        if let [first, rest @ ..] = plain
            && matches!(first.as_str(), "export" | "local" | "declare" | "readonly" | "set")
        {
            plain = rest;
        }
        if let [name, mark, value] = plain
            && matches!(mark.as_str(), "=" | ":=" | "?=" | "::=")
        {
            variables.insert(name.clone(), value.clone());
        } else {
            for (name, value) in plain.iter().map_while(|word| assignment(word)) {
                variables.insert(name.into(), value.into());
            }
        }
        out.push(Command { words: filled, offset: begin });
    };
    while let Some((at, c)) = chars.next() {
        let open = word.is_some() || !words.is_empty();
        match (quote, c) {
            (None | Some('"'), '\\') => match chars.next() {
                Some((_, '\n')) => {}
                Some((_, '\r')) => {
                    chars.next_if(|&(_, next)| next == '\n');
                }
                Some((_, next)) => {
                    if !open {
                        begin = at;
                    }
                    word.get_or_insert_default().push(next);
                }
                None => {}
            },
            (Some(mark), _) if c == mark => quote = None,
            (Some(_), _) => word.get_or_insert_default().push(c),
            (None, '\'' | '"') => {
                if !open {
                    begin = at;
                }
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, '#') if word.is_none() => while chars.next_if(|&(_, next)| next != '\n').is_some() {},
            (None, '\n' | ';' | '|' | '&') => end(&mut words, &mut word, begin),
            (None, _) if c.is_whitespace() => words.extend(word.take()),
            (None, _) => {
                if !open {
                    begin = at;
                    // The marks of a Make recipe: silent, keep going.
                    if matches!(c, '@' | '-') && text[..at].ends_with('\t') {
                        continue;
                    }
                }
                word.get_or_insert_default().push(c);
            }
        }
        // An unclosed quote (an apostrophe in a comment of another tongue) must not swallow the file.
        if quote.is_some() && word.as_ref().is_some_and(|word| word.len() > LONGEST_WORD) {
            quote = None;
            end(&mut words, &mut word, begin);
        }
    }
    end(&mut words, &mut word, begin);
    out
}

/// `NAME=value` as its two parts.
fn assignment(word: &str) -> Option<(&str, &str)> {
    let (name, value) = word.split_once('=')?;
    let plain = !name.is_empty()
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    plain.then_some((name, value))
}

/// Fills `$NAME`, `${NAME}` and `$(NAME)` in where the name was plainly assigned.
fn fill(word: &str, variables: &HashMap<String, String>) -> String {
    if !word.contains('$') {
        return word.to_string();
    }
    let mut out = String::new();
    let mut rest = word;
    while let Some(at) = rest.find('$') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let (name, used) = match after.chars().next() {
            Some(open @ ('{' | '(')) => {
                let close = if open == '{' { '}' } else { ')' };
                after.find(close).map_or(("", 0), |end| (&after[1..end], end + 1))
            }
            _ => {
                let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(after.len());
                (&after[..end], end)
            }
        };
        match variables.get(name) {
            Some(value) if out.len() + value.len() < LONGEST_WORD => out.push_str(value),
            _ => out.push_str(&rest[at..=at + used]),
        }
        rest = &after[used..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn continuations_join_and_plain_variables_are_filled_in() {
        let text = "DATA=rivers # where\nexport HOME_URL=\"https://example.org\"\nwget -O x.tar \\\n  ${HOME_URL}/$DATA.tar && tar xf x.tar\n";
        let found = commands(text);
        assert_eq!(found[2].words, ["wget", "-O", "x.tar", "https://example.org/rivers.tar"]);
        assert!(text[found[2].offset..].starts_with("wget"));
        assert_eq!(found[3].program(), "tar");
    }

    #[test]
    fn make_recipes_are_commands_too() {
        let found = commands("URL := https://example.org/a\nall:\n\t@curl -L $(URL) --out=rows.csv\n");
        let curl = found.iter().find(|command| command.program() == "curl").unwrap();
        assert_eq!(curl.words[2], "https://example.org/a");
        assert_eq!(curl.flag("--out"), Some("rows.csv"));
    }

    #[test]
    fn what_is_not_assigned_stays_as_it_is_written() {
        assert_eq!(commands("cp $SRC/x ${DST}")[0].words, ["cp", "$SRC/x", "${DST}"]);
        assert!(commands(&"a='".repeat(9000)).len() > 1);
    }
}
