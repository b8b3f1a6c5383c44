//! Files of weights that a program names by their keys in a bucket, without an address.

use super::Place;
use super::programs::MOST;
use crate::pattern::{AnyOf, Regex, fixed};
use std::sync::LazyLock;

/// A file of weights by its key in a bucket: `"s3_key": PREFIX + "brook/model.pt"`, `MODEL_KEY = 'models/Brook-9.tar.gz'`.
static KEY: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r#"(?m)(?:\b(?:s3|gcs|gs|blob|object)_(?:key|path|name)["']?[ \t]*[:=][^"'\n]{0,60}f?["']([A-Za-z0-9_./{}-]{3,120}\.(?:pt|pth|ckpt|onnx|safetensors|tflite|gguf))|^[A-Z_]*(?:MODEL|WEIGHTS|CHECKPOINT)_KEY[ \t]*=[ \t]*["']((?:[A-Za-z0-9_.-]+/){0,4}(?:models?|weights|checkpoints?|pretrained)/[A-Za-z0-9_./-]{3,80}\.(?:tar\.gz|tgz|zip|h5|pt|pth|ckpt|onnx)))["']"#,
    )
});

/// What stands in every text with such a key.
static KEYS: LazyLock<AnyOf> =
    LazyLock::new(|| AnyOf::new(&["s3_", "gcs_", "gs_", "blob_", "object_", "MODEL_KEY", "WEIGHTS_KEY", "CHECKPOINT_KEY"]));

/// The keys in a text: the offset, the key, and what it is.
pub(super) fn in_buckets(text: &str) -> Vec<(usize, String, Place)> {
    // A file of a shape may end as a file of weights does.
    let is_named =
        |key: &str| ["model", "weight", "ckpt", "checkpoint", "pretrain", "params"].iter().any(|word| key.contains(word));
    let keys = KEY.captures_iter(KEYS.or_nothing(text)).take(MOST).filter_map(|found| found.get(1).or_else(|| found.get(2)));
    let keys = keys.filter(|key| is_named(&key.as_str().to_ascii_lowercase()));
    keys.map(|key| (key.start(), key.as_str().to_string(), Place::File { url: key.as_str().into() })).collect()
}

/// Whether what is named is a file in a bucket, and no address.
pub(super) fn is_one(place: &Place, name: &str) -> bool {
    matches!(place, Place::File { .. }) && !name.contains("://") && name.contains('/')
}
