/** Tickets in columns: whatever their sizes, each piece stands once, in order, inside its column. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { pack } from "../../static/kitchen/pack.js";

/** A seeded generator, so that a board that fails can be made again. */
function chance(seed) {
  let state = seed;
  return (from, to) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return from + (state % (to - from + 1));
  };
}

function board(seed) {
  const between = chance(seed);
  const items = Array.from({ length: between(1, 70) }, (_, n) => ({
    id: `t${n}`,
    head: between(60, 90),
    frame: 8,
    gone: between(0, 9) === 0,
    blocks: [
      { height: between(30, 70) },
      ...(between(0, 4) ? [] : [{ height: between(40, 120) }]),
      ...Array.from({ length: between(1, 30) }, (__, line) => ({ height: between(52, 160), line: `l${line}` })),
    ],
  }));
  return { items, size: { columns: between(1, 6), height: between(420, 1300), gap: 12 } };
}

const tall = (item, part) => item.head + item.frame
  + item.blocks.slice(part.from, part.to).reduce((sum, block) => sum + block.height, 0);

test("no piece is lost, doubled, out of order or outside its column, for 300 boards", () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const { items, size } = board(seed);
    const byId = new Map(items.map((item) => [item.id, item]));
    const pages = pack(items, size);
    const seen = [];
    for (const columns of pages) {
      assert.ok(columns.length <= size.columns, `board ${seed}: too many columns`);
      for (const parts of columns) {
        const used = parts.reduce((sum, part) => sum + part.height, 0) + size.gap * (parts.length - 1);
        assert.ok(used <= size.height, `board ${seed}: a column of ${used} in ${size.height}`);
        for (const part of parts) {
          assert.equal(part.height, tall(byId.get(part.id), part), `board ${seed}`);
          for (let n = part.from; n < part.to; n += 1) seen.push(`${part.id}:${n}`);
        }
      }
    }
    const wanted = items.flatMap((item) => item.blocks.map((_, n) => `${item.id}:${n}`));
    assert.deepEqual(seen, wanted, `board ${seed}`);
  }
});

test("a ticket of thirty lines goes on under its name in the next columns", () => {
  const blocks = [{ height: 40 }, ...Array.from({ length: 30 }, (_, n) => ({ height: 60, line: `l${n}` }))];
  const pages = pack([{ id: "long", head: 74, frame: 8, blocks }], { columns: 3, height: 700, gap: 12 });
  const parts = pages.flat(2);
  assert.deepEqual(parts.map((part) => [part.continued, part.continues]), [
    [false, true], [true, true], [true, true], [true, false],
  ]);
  assert.ok(parts.every((part) => part.slot === 1));
});

test("a ticket is not torn for one or two of its lines where the next column has room for it whole", () => {
  const of = (id, lines) => ({
    id, head: 74, frame: 8, blocks: [{ height: 40 }, ...Array.from({ length: lines }, (_, n) => ({ height: 60, line: `${id}${n}` }))],
  });
  const [[first, second]] = pack([of("a", 4), of("b", 4)], { columns: 2, height: 660, gap: 12 });
  assert.deepEqual(first.map((part) => part.id), ["a"]);
  assert.deepEqual(second.map((part) => [part.id, part.from]), [["b", 0]]);
});

test("a column too low for a ticket's head, allergy and first dish together still holds each of them", () => {
  const blocks = [{ height: 100 }, { height: 120 }, { height: 180, line: "l0" }, { height: 60, line: "l1" }];
  const parts = pack([{ id: "tall", head: 190, frame: 20, blocks }], { columns: 1, height: 500, gap: 12 }).flat(2);
  assert.deepEqual(parts.map((part) => [part.from, part.to]), [[0, 2], [2, 4]]);
  assert.ok(parts.every((part) => part.height <= 500));
});

test("slots count the tickets of their page from one", () => {
  const of = (id) => ({ id, head: 74, frame: 8, blocks: [{ height: 40 }, { height: 60, line: id }] });
  const pages = pack(["a", "b", "c", "d", "e"].map(of), { columns: 1, height: 400, gap: 12 });
  assert.deepEqual(pages.map((columns) => columns.flat().map((part) => part.slot)), [[1, 2], [1, 2], [1]]);
});
