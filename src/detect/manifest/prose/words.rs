//! The words by which prose speaks of data and of training.

use crate::pattern::{Regex, fixed};
use std::sync::LazyLock;

/// Says that something was trained, and not that a set has a part for training.
pub static TRAINED: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?ix)
        \b(?:pre-?|re-?)?trained\b | \b(?:pre-?)?training\ (?:data|corpus|corpora|mix|on|using|with)\b
      | \b(?:pre-?)?training\ (?:data)?set\ (?:consists|is|was|includes|contains|comes)\b | \b(?:pre-?)?train(?:[^\w/-]|$)
      | \bwe\ used?\b[^.]{0,120}\b(?:for|in)\ (?:pre-?)?training\b | \bfor\ (?:pre-?)?training\b[^.]{0,60},\ we\ used?\b
      | \bused\ (?:for|in)\ (?:pre-?)?training\b | \b(?:pre-?)?training\ data\ ?sets?\ ?:
      | \bfine-?tun(?:ed|ing|e)\ (?:\S+\ ){0,5}(?:on|with|using|from)\b | \bfine-?tuned\b | \blearn(?:ed|t)\ (?:from|on)\b
      | \b(?:buil[dt]|made|created)\ (?:\S+\ ){0,4}(?:with|from|on)\ (?:the\ )?(?:data|recordings|texts?)\ (?:from|of)\b
      | 训练(?:数据|语料|集|于|自)|使用.*训练|(?:语料库?|数据集?).{0,12}训练(?:得到|而成|的)|(?:语料|数据)上.{0,20}训练|上(?:预)?训练 | 学習(?:データ|に使用|させ)|で(?:事前)?学習
      | 학습에\ 사용|학습\ ?데이터|학습했 | entraîn | trainiert",
    )
});

/// A name that stands alone: "Debian i18n", "JRC-Acquis".
pub static BARE_NAME: LazyLock<Regex> = LazyLock::new(|| fixed(r"^[A-Z][\w.+'’-]{1,30}(?: [\w.+'’-]{1,20}){0,3}$"));

/// Speaks of what a model was made from, in the words that introduce a list of it.
pub static CORPUS_OF: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)\b(?:pre-?)?training (?:data(?:set)?s?|corpus|corpora)\b|\btrained (?:on|using|with) (?:the following|these|\w+ (?:different )?(?:sources|data ?sets|corpora))|\bcorp(?:us|ora) (?:was|is|were|are) (?:compiled|built|collected|assembled|made|drawn|created)\b",
    )
});

pub static DATA: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)\bdata ?sets?\b|\bdata\b|\bcorpus\b|\bcorpora\b|\btreebanks?\b|\bdumps?\b|数据|语料|データ|コーパス|코퍼스|말뭉치|데이터|\bgames\b|\brecordings\b|\btokens\b|\bimages\b|\bvideos\b|\btraining set\b|\btexts?\b|\barticles\b|\bsentences\b",
    )
});

pub static EVALUATION: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)\bevaluat|\bbenchmark|\btest(?:ed|ing|s| set| split)?\b|\bvalidat|\bzero-shot\b|\bdownstream|\bleaderboard|\bperformance on\b|\baccuracy\b|\bscores?\b|\bresults? on\b|\boutperform|\bcompar(?:e|ed|ing|ison)\b|\bstate-of-the-art\b",
    )
});

/// Words that set two things side by side, or say what a set was kept out of.
pub static MEASURES: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)\bto evaluate\b|\bfor evaluat|\bincreases?\b|\boutperform|\bcompared (?:to|with)\b|\b(?:better|higher|lower|more|less) than\b|\bleak|\bdecontaminat|\bdeduplication methods|\bover (?:ImageNet|COCO)",
    )
});

pub static HEADING_AWAY: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)evaluat|benchmark|\bresults?\b|performance|leaderboard|inference|\busage\b|quick ?start|install|citation|citing|bibtex|acknowledg|\bthanks\b|licen[sc]e|related|\bnews\b|changelog|release notes|\bfaq\b|contents|\breferences\b|^\W*reference\W*$|zero-shot|\btest(?:ing)?\b|\bdemos?\b|example|tutorial|deploy|server|\bapi\b|troubleshoot|contribut|limitations?|\byour own (?:data|corpus|voice|images|texts?|documents|files|recordings)|custom|projects using|community|awesome|评测|引用|致谢|推理|部署",
    )
});

pub static HEADING_DATA: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)\bdata\b|data ?sets?|\bcorpus\b|corpora|\b(?:re-?)?train(?:ing)?\b|pre-?train|fine-?tun|reproduc|data prep|ground truth|sources?\b|数据|训练|语料",
    )
});

/// A heading over what a model was made from, and nothing else.
pub static TRAINING_DATA: LazyLock<Regex> = LazyLock::new(|| {
    fixed(r"(?i)^\W*(?:[\w'’-]+ )?(?:pre-?)?training (?:data|corpus|corpora|data ?sets?)\W*$|^\W*训练(?:数据|语料)\W*$")
});

pub static YOURS: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)\byour (?:own |custom |new |local )?(?:data|dataset|corpus|images|files|text)|\bcustom (?:data|dataset)|\bown (?:data|dataset)|\bsample (?:data|training)|\bexample (?:data|dataset)|样例|\bcalibrat|\bquanti[sz]|\bfor example\b|\be\.g\.|\bsuch as\b",
    )
});

/// The parts that a set is handed out in, named beside the one for training: "the training, val and test sets".
pub static SPLITS: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)\btrain(?:ing)?(?: ?sets?| ?splits?)?(?:,| and| ?/| ?&)\s?(?:(?:the )?(?:val(?:idation)?|dev(?:elopment)?|test(?:ing)?)(?: ?sets?| ?splits?)?(?:,| and|,? ?/| ?&)?\s?){1,2}",
    )
});

/// Takes a set for an example: "we use the River Notes data as an example".
pub static AS_EXAMPLE: LazyLock<Regex> = LazyLock::new(|| {
    fixed(r"(?i)\bas (?:an? )?(?:example|illustration|demonstration|demo|toy)\b|\bfor (?:demonstration|illustration) purposes?\b")
});

pub static DOWNLOAD: LazyLock<Regex> = LazyLock::new(|| fixed(r"(?i)\bdownload(?:ed)?\b|下载"));

pub static RELEASED: LazyLock<Regex> = LazyLock::new(|| {
    fixed(r"(?i)\b(?:releas|publish|provid|avail|download|open-?sourc|host|access|obtain|found at|get |shar)\w*|发布|开源|公开")
});

/// "trained on the River Notes dataset": a name with capitals or digits before a word for data.
pub static UNKNOWN_NAME: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?:[Tt]rain|[Ll]earn|[Tt]un)\w*(?: \S+){0,4}? (?:on|from|with|using|of) (?:\S+ )??(?:the |a |an |our )?[`*_]*((?:[A-Z][\w.!'’+-]*|[A-Z]?\d[\w-]*[A-Za-z]\w*)(?:[ ][A-Z0-9][\w.!'’+-]*){0,4})[`*_]*[ ](?:\(?train(?:ing)?[ ](?:set|split|data|images)\b|(?:[a-z]+[ ])?(?:data ?sets?|corpus|corpora|treebanks?|dumps?|database|submissions|comments|tweets|reviews|subtitles|posts|videos|clips|utterances|conversations|abstracts)\b)",
    )
});

/// "由河流日报语料训练得到", "岩波コーパスで学習": a name before a word for data, in the order of Chinese and Japanese.
pub static UNKNOWN_NAME_CJK: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?:由|在|使用|采用|基于|利用|用)[了\s]?([^\s，。；、：,;:()（）的我们]{2,20}(?:语料库?|数据集|コーパス))[^，。；,;]{0,12}(?:训练|学習)",
    )
});

/// "supervised learning on about 10k games": what was shown to a model that could also play against itself.
pub static SUPERVISED: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)(?:^|[^\w-])supervised (?:learning|training) (?:on|from|with|using) ((?:[\w'’-]+ ){0,5}(?:games|positions|matches|recordings|demonstrations))\b",
    )
});

/// Names of what is held out, and placeholders of templates.
pub static HELD_OUT: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)(?:^|[-_ ./])(?:test(?:ing)?|val|validation|eval(?:uation)?|dev|(?:\w*)bench(?:mark)?s?|samples?|judge?ments?|annotations? dataset|leaderboard)(?:[-_ ./]|$)|[{}<>]",
    )
});

pub static SAYS_SET: LazyLock<Regex> = LazyLock::new(|| {
    fixed(r"(?i)\bdata ?sets?\b|\bcorpus\b|\bcorpora\b|\btreebank|training data|\bdata dump|\bground[ -]truth\b|数据集")
});

/// A heading over data, and not over training.
pub static SAYS_DATA: LazyLock<Regex> = LazyLock::new(|| fixed(r"(?i)\bdata\b|\bdata ?sets?\b|\bcorp(?:us|ora)\b|数据|语料"));

/// "To download the data from the command line:", over the command.
pub static LEADS_TO_DOWNLOAD: LazyLock<Regex> =
    LazyLock::new(|| fixed(r"(?i)\bdownload(?:ing|ed)? (?:\S+ ){0,5}?(?:data|data ?sets?|corpus|treebank)\b[^:]{0,60}:\s*$"));

pub static USED_TO_TRAIN: LazyLock<Regex> = LazyLock::new(|| fixed(r"(?i)\bused (?:to|for|in) (?:pre-?)?train|\bto train\b"));

/// Paths of pages about measuring a model.
pub static EVALUATES: LazyLock<Regex> = LazyLock::new(|| fixed(r"(?i)evaluation|benchmark|(?:^|/)evals?(?:/|[_.-])"));

/// A sentence that hands out a model, and says what it was trained on.
pub static OFFERS_MODEL: LazyLock<Regex> = LazyLock::new(|| {
    fixed(r"(?i)\b(download|get|grab)\b[^.]{0,40}\b(models?|weights|checkpoints?)\b[^.]{0,20}\btrained (on|with)\b")
});
