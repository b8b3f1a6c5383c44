//! Where in a file a canonical text stands, and word by word how the two differ.
//!
//! Linear in the length of the file: runs of words that occur once in the canonical text are
//! anchors, the longest chain of anchors in order is the skeleton, and only the gaps between
//! anchors are compared exactly, up to a bounded size.

use super::texts::STRANGE;
use std::collections::HashMap;
use std::ops::Range;

/// How many words in a row make an anchor.
const ANCHOR: usize = 4;

/// The most cells of one exact comparison; a larger gap counts as a difference in whole.
const CELLS: usize = 250_000;

/// A difference: words of the file that the canonical text has not, in place of words that it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Words of the file, as indices.
    pub added: Range<usize>,
    /// Words of the canonical text, as indices.
    pub missing: Range<usize>,
}

/// A canonical text found in a file.
#[derive(Debug, Clone)]
pub struct Alignment {
    /// From the first to the last word that both share, as indices into the file.
    pub covers: Range<usize>,
    /// How many words both share.
    pub shared: usize,
    /// The differences inside, in order; the first and the last may be missing words alone.
    pub gaps: Vec<Gap>,
}

/// Finds `canonical` in `file[within]`, or `None` when less than a fifth of it is there.
#[must_use]
pub fn align(file: &[u16], within: Range<usize>, canonical: &[u16]) -> Option<Alignment> {
    let anchors = anchors(file, within.clone(), canonical);
    let dense = densest(&anchors, canonical.len());
    let chain = tight(chain(&dense), &dense);
    if chain.is_empty() {
        return None;
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (at, to) in chain {
        for step in 0..ANCHOR {
            if pairs.last().is_none_or(|&(f, c)| f < at + step && c < to + step) {
                pairs.push((at + step, to + step));
            }
        }
    }
    let mut whole = Vec::with_capacity(canonical.len());
    let first = pairs[0];
    // Before the first anchor: only as far back as the canonical text could reach.
    let reach = first.0.saturating_sub(first.1 * 2 + 40).max(within.start);
    let mut head = common(file, reach..first.0, canonical, 0..first.1);
    head.reverse();
    near(&mut head, first.0);
    head.reverse();
    whole.extend(head);
    for window in pairs.windows(2) {
        whole.push(window[0]);
        whole.extend(common(file, window[0].0 + 1..window[1].0, canonical, window[0].1 + 1..window[1].1));
    }
    let last = pairs[pairs.len() - 1];
    whole.push(last);
    let left = canonical.len() - last.1 - 1;
    let end = (last.0 + 1 + left * 2 + 40).min(within.end);
    let mut tail = common(file, last.0 + 1..end, canonical, last.1 + 1..canonical.len());
    near(&mut tail, last.0);
    whole.extend(tail);
    (whole.len() * 5 >= canonical.len()).then(|| gaps(&whole, canonical.len()))
}

/// Cuts pairs off where they begin to scatter: words of whatever follows the text, not the text.
fn near(pairs: &mut Vec<(usize, usize)>, from: usize) {
    let mut last = from;
    let keep = pairs.iter().take_while(|(at, _)| {
        let close = at.abs_diff(last) <= 8;
        last = *at;
        close
    });
    let keep = keep.count();
    pairs.truncate(keep);
    // A handful of common words is no continuation.
    if keep < 6 && pairs.last().is_some_and(|(at, _)| at.abs_diff(from) > keep * 2) {
        pairs.clear();
    }
}

/// Pairs of places where the same rare run of words stands.
fn anchors(file: &[u16], within: Range<usize>, canonical: &[u16]) -> Vec<(usize, usize)> {
    let mut places: HashMap<&[u16], Option<usize>> = HashMap::with_capacity(canonical.len());
    for (at, run) in canonical.windows(ANCHOR).enumerate() {
        places.entry(run).and_modify(|place| *place = None).or_insert(Some(at));
    }
    file[within.clone()]
        .windows(ANCHOR)
        .enumerate()
        .filter(|(_, run)| !run.contains(&STRANGE))
        .filter_map(|(at, run)| places.get(run).copied().flatten().map(|to| (within.start + at, to)))
        .collect()
}

/// The anchors of one copy of the text: those near the commonest offset between the two places.
fn densest(anchors: &[(usize, usize)], length: usize) -> Vec<(usize, usize)> {
    let width = (length / 4 + 60) as i64;
    let mut offsets: Vec<i64> = anchors.iter().map(|(f, c)| *f as i64 - *c as i64).collect();
    offsets.sort_unstable();
    let mut best = (0, 0);
    let mut low = 0;
    for high in 0..offsets.len() {
        while offsets[high] - offsets[low] > width {
            low += 1;
        }
        if high + 1 - low > best.0 {
            best = (high + 1 - low, offsets[low]);
        }
    }
    // Twice the width, so that a clause put into the middle does not cut the text in two.
    let lowest = best.1 - width;
    let highest = best.1 + 2 * width;
    anchors.iter().filter(|(f, c)| (lowest..=highest).contains(&(*f as i64 - *c as i64))).copied().collect()
}

/// The longest chain of anchors that rises in both texts.
fn chain(anchors: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; anchors.len()];
    for (at, (_, to)) in anchors.iter().enumerate() {
        let place = tails.partition_point(|&tail| anchors[tail].1 < *to);
        before[at] = place.checked_sub(1).map(|previous| tails[previous]);
        if place == tails.len() {
            tails.push(at);
        } else {
            tails[place] = at;
        }
    }
    let mut out = Vec::new();
    let mut next = tails.last().copied();
    while let Some(at) = next {
        out.push(anchors[at]);
        next = before[at];
    }
    out.reverse();
    out
}

/// The same chain with each link as near as can be to its longest unbroken run: of a passage that the
/// file holds twice, the copy that belongs to the text, not the one that follows something else.
fn tight(mut chain: Vec<(usize, usize)>, anchors: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let unbroken = |pair: &[(usize, usize)]| pair[1].0 - pair[0].0 == pair[1].1 - pair[0].1;
    let (mut best, mut start) = (0..1, 0);
    for at in 1..=chain.len() {
        if at == chain.len() || !unbroken(&chain[at - 1..=at]) {
            if at - start > best.len() {
                best = start..at;
            }
            start = at;
        }
    }
    let mut places: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, to) in anchors {
        places.entry(*to).or_default().push(*at);
    }
    let of = |to: usize| places.get(&to).map(Vec::as_slice).unwrap_or_default();
    for at in (0..best.start.min(chain.len())).rev() {
        let copies = of(chain[at].1);
        let before = copies.partition_point(|copy| *copy < chain[at + 1].0);
        chain[at].0 = before.checked_sub(1).map_or(chain[at].0, |last| copies[last]);
    }
    for at in best.end..chain.len() {
        let copies = of(chain[at].1);
        let after = copies.partition_point(|copy| *copy <= chain[at - 1].0);
        chain[at].0 = copies.get(after).copied().unwrap_or(chain[at].0);
    }
    chain
}

/// The longest common subsequence of two short ranges, as pairs of places.
fn common(file: &[u16], f: Range<usize>, canonical: &[u16], c: Range<usize>) -> Vec<(usize, usize)> {
    let (rows, columns) = (f.len(), c.len());
    if rows == 0 || columns == 0 || rows.saturating_mul(columns) > CELLS {
        return Vec::new();
    }
    let width = columns + 1;
    let mut table = vec![0_u16; (rows + 1) * width];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            table[row * width + column] = if file[f.start + row] == canonical[c.start + column] && file[f.start + row] != STRANGE
            {
                table[(row + 1) * width + column + 1] + 1
            } else {
                table[(row + 1) * width + column].max(table[row * width + column + 1])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut out = Vec::new();
    while row < rows && column < columns {
        if file[f.start + row] == canonical[c.start + column] && file[f.start + row] != STRANGE {
            out.push((f.start + row, c.start + column));
            row += 1;
            column += 1;
        } else if table[(row + 1) * width + column] >= table[row * width + column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    out
}

fn gaps(pairs: &[(usize, usize)], length: usize) -> Alignment {
    let (first, last) = (pairs[0], pairs[pairs.len() - 1]);
    let mut gaps = Vec::new();
    if first.1 > 0 {
        gaps.push(Gap { added: first.0..first.0, missing: 0..first.1 });
    }
    for window in pairs.windows(2) {
        let gap = Gap { added: window[0].0 + 1..window[1].0, missing: window[0].1 + 1..window[1].1 };
        if !gap.added.is_empty() || !gap.missing.is_empty() {
            gaps.push(gap);
        }
    }
    if last.1 + 1 < length {
        gaps.push(Gap { added: last.0 + 1..last.0 + 1, missing: last.1 + 1..length });
    }
    Alignment { covers: first.0..last.0 + 1, shared: pairs.len(), gaps }
}
