//! What files of weights say of themselves: the key-value heads of GGUF and safetensors.
//!
//! Sources: the GGUF specification of ggml (versions 2 and 3, little-endian), and the format of
//! safetensors. Everything is bounded by the head that was read; a malformed one says nothing more.

use super::magic::Format;

/// The most pairs of a GGUF file that are looked at, and the longest text that is kept, in bytes.
const PAIRS: u64 = 4096;
const LONGEST: usize = 1024;

/// The texts that the head of a file states, by key.
#[must_use]
pub fn fields(format: Option<Format>, head: &[u8]) -> Vec<(String, String)> {
    match format {
        Some(Format::Gguf) if head.starts_with(b"GGUF") => gguf(head),
        Some(Format::Safetensors) => safetensors(head).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// A place in the head.
struct Reader<'h> {
    rest: &'h [u8],
}

impl<'h> Reader<'h> {
    fn take(&mut self, length: u64) -> Option<&'h [u8]> {
        let (taken, rest) = self.rest.split_at_checked(usize::try_from(length).ok()?)?;
        self.rest = rest;
        Some(taken)
    }

    fn u32(&mut self) -> Option<u32> {
        self.take(4)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
    }

    fn u64(&mut self) -> Option<u64> {
        self.take(8)?.first_chunk().map(|bytes| u64::from_le_bytes(*bytes))
    }

    fn text(&mut self) -> Option<&'h [u8]> {
        let length = self.u64()?;
        self.take(length)
    }

    /// Passes over a value of this type; the text if it is one.
    fn value(&mut self, kind: u32) -> Option<Option<&'h [u8]>> {
        if kind == 8 {
            return self.text().map(Some);
        }
        if kind == 9 {
            let (of, count) = (self.u32()?, self.u64()?);
            if of == 8 {
                // Each takes at least its length: the head bounds the loop.
                for _ in 0..count {
                    self.text()?;
                }
            } else {
                self.take(width(of)?.checked_mul(count)?)?;
            }
            return Some(None);
        }
        self.take(width(kind)?).map(|_| None)
    }
}

/// The width of a number type of GGUF, in bytes.
fn width(kind: u32) -> Option<u64> {
    match kind {
        0 | 1 | 7 => Some(1),
        2 | 3 => Some(2),
        4..=6 => Some(4),
        10..=12 => Some(8),
        _ => None,
    }
}

fn gguf(head: &[u8]) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut reader = Reader { rest: &head[4..] };
    let mut read = || -> Option<()> {
        let version = reader.u32()?;
        if !(2..=3).contains(&version) {
            return None;
        }
        reader.u64()?;
        for _ in 0..reader.u64()?.min(PAIRS) {
            let key = reader.text()?;
            let kind = reader.u32()?;
            let value = reader.value(kind)?;
            if let (Ok(key), Some(value)) = (std::str::from_utf8(key), value.filter(|text| text.len() <= LONGEST)) {
                out.push((key.to_string(), String::from_utf8_lossy(value).into_owned()));
            }
        }
        None
    };
    read();
    out
}

/// `__metadata__`, which stands first in what every writer writes.
fn safetensors(head: &[u8]) -> Option<Vec<(String, String)>> {
    const KEY: &[u8] = b"\"__metadata__\":";
    let near = &head[8..head.len().min(64 << 10)];
    let at = memchr::memmem::find(near, KEY)? + KEY.len();
    let mut documents =
        serde_json::Deserializer::from_slice(near.get(at..)?).into_iter::<serde_json::Map<String, serde_json::Value>>();
    let map = documents.next()?.ok()?;
    let texts = map.into_iter().filter_map(|(key, value)| Some((key, value.as_str()?.to_string())));
    Some(texts.filter(|(_, value)| value.len() <= LONGEST).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(out: &mut Vec<u8>, words: &str) {
        out.extend((words.len() as u64).to_le_bytes());
        out.extend(words.as_bytes());
    }

    fn gguf_of(pairs: &[(&str, &str)]) -> Vec<u8> {
        let mut out = b"GGUF\x03\0\0\0".to_vec();
        out.extend(0_u64.to_le_bytes());
        out.extend((pairs.len() as u64 + 1).to_le_bytes());
        text(&mut out, "general.tags");
        out.extend(9_u32.to_le_bytes());
        out.extend(8_u32.to_le_bytes());
        out.extend(1_u64.to_le_bytes());
        text(&mut out, "river");
        for (key, value) in pairs {
            text(&mut out, key);
            out.extend(8_u32.to_le_bytes());
            text(&mut out, value);
        }
        out
    }

    #[test]
    fn gguf_states_its_license() {
        let head = gguf_of(&[("general.name", "Brook"), ("general.license", "cc-by-nc-4.0")]);
        let found = fields(Some(Format::Gguf), &head);
        assert_eq!(found[1], ("general.license".into(), "cc-by-nc-4.0".into()));
        // Cut anywhere, it says less and never breaks.
        for end in 4..head.len() {
            assert!(fields(Some(Format::Gguf), &head[..end]).len() <= 2);
        }
    }

    #[test]
    fn safetensors_state_their_license() {
        let json = br#"{"__metadata__":{"modelspec.license":"MIT","format":"pt"},"w":{"dtype":"F32"}}"#;
        let mut head = (json.len() as u64).to_le_bytes().to_vec();
        head.extend(json);
        let found = fields(Some(Format::Safetensors), &head);
        assert!(found.contains(&("modelspec.license".into(), "MIT".into())), "{found:?}");
        assert!(fields(Some(Format::Safetensors), &head[..30]).is_empty());
    }
}
