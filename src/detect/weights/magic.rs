//! What the first bytes of a blob say. Bytes beat names; nothing past the head is read.

/// The formats that weights are kept in.
///
/// Source of each test: the format's own specification (safetensors, GGUF, HDF5, NumPy, TensorFlow
/// Lite, PKZIP, Python pickle), or the writer's source (torch, CRFsuite, Stockfish).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A JSON header with its length in front.
    Safetensors,
    /// GGUF and its predecessors.
    Gguf,
    /// `torch.save`, zip form.
    TorchZip,
    /// A Python pickle: legacy torch, joblib, scikit-learn.
    Pickle,
    /// Keras and others.
    Hdf5,
    /// A protocol buffer that begins like ONNX.
    Onnx,
    /// TensorFlow Lite.
    Tflite,
    /// One array.
    Npy,
    /// A zip, not torch's.
    Zip,
    /// A chess network.
    Nnue,
    /// A CRFsuite model.
    Crfsuite,
    /// A Wapiti model.
    Wapiti,
    /// A fastText model.
    Fasttext,
    /// Compressed by gzip, bzip2, xz, zstd or lz4.
    Compressed,
    /// A sentencepiece vocabulary: not weights.
    Sentencepiece,
    /// Text that says it is not a binary at all (HTML, JSON, a license).
    Text,
}

impl Format {
    /// Whether files of this format are weights whatever their name is.
    #[must_use]
    pub fn is_weights(self) -> bool {
        matches!(
            self,
            Self::Safetensors
                | Self::Gguf
                | Self::TorchZip
                | Self::Onnx
                | Self::Tflite
                | Self::Nnue
                | Self::Crfsuite
                | Self::Wapiti
                | Self::Fasttext
        )
    }

    /// Whether files of this format can be weights, if the name or the place says so.
    #[must_use]
    pub fn may_be_weights(self) -> bool {
        self.is_weights() || matches!(self, Self::Pickle | Self::Hdf5 | Self::Npy | Self::Zip | Self::Compressed)
    }

    /// A word for reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Safetensors => "safetensors",
            Self::Gguf => "GGUF",
            Self::TorchZip => "PyTorch",
            Self::Pickle => "pickle",
            Self::Hdf5 => "HDF5",
            Self::Onnx => "ONNX",
            Self::Tflite => "TensorFlow Lite",
            Self::Npy => "NumPy",
            Self::Zip => "zip",
            Self::Nnue => "NNUE",
            Self::Crfsuite => "CRFsuite",
            Self::Wapiti => "Wapiti",
            Self::Fasttext => "fastText",
            Self::Compressed => "compressed",
            Self::Sentencepiece => "sentencepiece",
            Self::Text => "text",
        }
    }
}

/// The format of a blob from its first bytes; `None` when they say nothing.
#[must_use]
pub fn identify(head: &[u8]) -> Option<Format> {
    let begins = |magic: &[u8]| head.starts_with(magic);
    if begins(b"GGUF") || begins(b"lmgg") || begins(b"fmgg") || begins(b"tjgg") || begins(b"algg") {
        return Some(Format::Gguf);
    }
    if begins(b"PK\x03\x04") {
        let torch = [&b"/data.pkl"[..], b"/code/", b"/version", b"model.weights.h5"];
        let near = &head[..head.len().min(4096)];
        return Some(if torch.iter().any(|mark| memchr::memmem::find(near, mark).is_some()) {
            Format::TorchZip
        } else {
            Format::Zip
        });
    }
    if begins(b"\x89HDF\r\n\x1a\n") {
        return Some(Format::Hdf5);
    }
    if begins(b"\x93NUMPY") {
        return Some(Format::Npy);
    }
    if head.get(4..8) == Some(b"TFL3") {
        return Some(Format::Tflite);
    }
    if begins(b"lCRF") {
        return Some(Format::Crfsuite);
    }
    if begins(b"#mdl#") {
        return Some(Format::Wapiti);
    }
    if begins(&[0x16, 0x2f, 0xf3, 0x7a]) || begins(&[0x20, 0x2f, 0xf3, 0x7a]) {
        return Some(Format::Nnue);
    }
    // The int32 793712314 that fastText writes first.
    if begins(&[0xba, 0x16, 0x4f, 0x2f]) {
        return Some(Format::Fasttext);
    }
    if begins(&[0x1f, 0x8b])
        || begins(b"BZh")
        || begins(b"\xfd7zXZ\0")
        || begins(&[0x28, 0xb5, 0x2f, 0xfd])
        || begins(&[0x04, 0x22, 0x4d, 0x18])
    {
        return Some(Format::Compressed);
    }
    if head.len() > 2 && head[0] == 0x80 && (2..=5).contains(&head[1]) {
        return Some(Format::Pickle);
    }
    if safetensors(head) {
        return Some(Format::Safetensors);
    }
    // ModelProto.pieces[0] of sentencepiece: field 1, a message whose first field is the piece.
    if head.len() > 8
        && head[0] == 0x0a
        && head[2] == 0x0a
        && memchr::memmem::find(&head[..head.len().min(64)], b"<unk>").is_some()
    {
        return Some(Format::Sentencepiece);
    }
    // ModelProto of ONNX: ir_version (field 1, varint, 1 to 20), then producer_name (field 2).
    if head.len() > 4 && head[0] == 0x08 && (1..=20).contains(&head[1]) && matches!(head[2], 0x12 | 0x1a | 0x3a | 0x42) {
        return Some(Format::Onnx);
    }
    let near = &head[..head.len().min(512)];
    (!near.is_empty() && near.iter().all(|&b| b >= 0x20 || matches!(b, b'\n' | b'\r' | b'\t'))).then_some(Format::Text)
}

/// A little-endian length below 100 MB, then a JSON object.
fn safetensors(head: &[u8]) -> bool {
    let Some(length) = head.first_chunk::<8>().map(|bytes| u64::from_le_bytes(*bytes)) else { return false };
    (2..100 << 20).contains(&length) && head.get(8) == Some(&b'{') && head.get(9).is_none_or(|b| matches!(b, b'"' | b'}' | b' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_tell_the_formats_apart() {
        let mut tensors = 16u64.to_le_bytes().to_vec();
        tensors.extend(b"{\"__metadata__\":");
        assert_eq!(identify(&tensors), Some(Format::Safetensors));
        assert_eq!(identify(b"GGUF\x03\0\0\0"), Some(Format::Gguf));
        assert_eq!(identify(b"PK\x03\x04...archive/data.pkl"), Some(Format::TorchZip));
        assert_eq!(identify(b"PK\x03\x04...word/document.xml"), Some(Format::Zip));
        assert_eq!(identify(b"\x80\x02}q\x00"), Some(Format::Pickle));
        assert_eq!(identify(b"\x08\x07\x12\x07pytorch"), Some(Format::Onnx));
        assert_eq!(identify(b"\x1c\0\0\0TFL3"), Some(Format::Tflite));
        assert_eq!(identify(b"\x0a\x0e\x0a\x05<unk>\x15"), Some(Format::Sentencepiece));
        assert_eq!(identify(b"<!DOCTYPE html>"), Some(Format::Text));
        assert_eq!(identify(b""), None);
    }

    #[test]
    fn an_archive_or_an_array_needs_a_name_that_says_weights() {
        assert!(!Format::Npy.is_weights() && Format::Npy.may_be_weights());
        assert!(!Format::Sentencepiece.may_be_weights() && !Format::Text.may_be_weights());
    }
}
