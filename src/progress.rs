//! One line on a terminal while a check takes longer than half a second; nothing anywhere else.

use std::io::{IsTerminal as _, Write as _};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long a check may take before anything is shown.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the line moves.
const BEAT: Duration = Duration::from_millis(120);
const FRAMES: [&str; 6] = ["⠋", "⠙", "⠸", "⠴", "⠦", "⠇"];

/// A line that says what is going on until it is dropped.
#[derive(Debug)]
pub struct Progress {
    end: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Shows `what` on standard error after half a second, if that is a terminal that can move its
    /// cursor.
    #[must_use]
    pub fn start(what: &str) -> Self {
        let dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
        if dumb || !std::io::stderr().is_terminal() {
            return Self { end: None, thread: None };
        }
        let what = crate::text::sanitize(what, 60);
        let (end, ended) = channel();
        let thread = std::thread::spawn(move || {
            let begun = Instant::now();
            let mut wait = PATIENCE;
            let mut shown = false;
            for frame in FRAMES.iter().cycle() {
                if !matches!(ended.recv_timeout(wait), Err(RecvTimeoutError::Timeout)) {
                    break;
                }
                wait = BEAT;
                shown = true;
                let _ = write!(std::io::stderr(), "\r{frame} {what} · {:.0} s\x1b[K", begun.elapsed().as_secs_f64());
            }
            if shown {
                let _ = write!(std::io::stderr(), "\r\x1b[K");
            }
        });
        Self { end: Some(end), thread: Some(thread) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        drop(self.end.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
