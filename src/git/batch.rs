//! One long-running `git cat-file`: an id in, an object out.

use super::Oid;
use super::raw::{Object, ObjectKind};
use std::io::{BufRead as _, BufReader, Error, ErrorKind, Read as _, Result, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// The child with both ends of its pipes; it ends when this is dropped.
pub struct Batch {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
}

/// The most bytes of one object; what asks for contents has looked at the size before.
const MAX: u64 = 1 << 30;

impl Batch {
    /// Starts `git cat-file --batch` or `--batch-check`.
    ///
    /// # Errors
    /// When the program cannot be started.
    pub fn start(command: &mut Command) -> Result<Self> {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let pipes = (child.stdin.take(), child.stdout.take());
        let (Some(stdin), Some(stdout)) = pipes else { return Err(ErrorKind::BrokenPipe.into()) };
        Ok(Self { child, stdin, stdout: BufReader::with_capacity(1 << 16, stdout) })
    }

    /// Type and size of an object; `None` when there is no such object.
    ///
    /// # Errors
    /// When the child has ended or says something else than an answer.
    pub fn header(&mut self, oid: Oid) -> Result<Option<(ObjectKind, u64)>> {
        // Ids only, never names: no answer can be mistaken for another one's.
        self.stdin.write_all(format!("{oid}\n").as_bytes())?;
        self.stdin.flush()?;
        let mut line = String::new();
        if self.stdout.read_line(&mut line)? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        let mut words = line.split_whitespace();
        match (words.next(), words.next(), words.next()) {
            (_, Some("missing" | "excluded"), None) => Ok(None),
            (_, Some(kind), Some(size)) => {
                let kind = ObjectKind::parse(kind).ok_or(ErrorKind::InvalidData)?;
                Ok(Some((kind, size.parse().map_err(|_| Error::from(ErrorKind::InvalidData))?)))
            }
            _ => Err(ErrorKind::InvalidData.into()),
        }
    }

    /// An object of a child that was started with `--batch`.
    ///
    /// # Errors
    /// As [`Batch::header`].
    pub fn object(&mut self, oid: Oid) -> Result<Option<Object>> {
        let Some((kind, size)) = self.header(oid)? else { return Ok(None) };
        if size > MAX {
            // Cheaper to start another child than to read what nobody wants.
            return Err(ErrorKind::InvalidData.into());
        }
        let mut data = Vec::with_capacity(usize::try_from(size.min(1 << 26)).unwrap_or_default());
        (&mut self.stdout).take(size).read_to_end(&mut data)?;
        let mut end = [0];
        self.stdout.read_exact(&mut end)?;
        if data.len() as u64 != size || end != *b"\n" {
            return Err(ErrorKind::InvalidData.into());
        }
        Ok(Some(Object { kind, data }))
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
