// Bodies of `CART_TYPED`, the code of the odd names with a detail of each type: a line each, whether a client of the standard
// dialect must know the error, a tab, the body.

const valid = {
  member_0: ["a", null],
  member_1: [1, "b"],
  member_2: [true, false],
  member_5: { k: [1] },
  member_6: { start: 0.5, end: 2 },
  member_9: "u",
  // More than 64 bits.
  member_10: 18446744073709552000,
  member_11: ["a"],
  member_12: { a: -1 },
  member_13: [1, 2.5, 3],
  member_14: { secs: 1, nanos: 2 },
};
const known = [
  {},
  { member_0: [] },
  { member_3: null },
  { member_3: { a: [null] } },
  { member_4: null },
  { member_4: { secs: 1, nanos: 0 } },
  { member_5: {} },
  // The alias of an `Option` is an unknown type.
  { member_8: null, member_15: null },
  { member_8: "x", member_15: 5 },
  { member_12: {} },
  { other: 1 },
];
const unknown = [
  { member_0: [1] },
  { member_0: "a" },
  { member_0: undefined },
  { member_1: ["a", 1] },
  { member_1: [1] },
  { member_1: [1, "a", 2] },
  { member_2: [true] },
  { member_2: [true, null] },
  { member_4: {} },
  { member_4: 5 },
  { member_5: { k: [null] } },
  { member_5: { k: ["1"] } },
  { member_6: { start: 1 } },
  { member_6: { start: "1", end: 2 } },
  { member_9: 5 },
  { member_9: null },
  { member_10: "12" },
  { member_10: 1.5 },
  { member_10: null },
  { member_11: [null] },
  { member_11: {} },
  { member_12: { a: null } },
  { member_12: { a: 1.5 } },
  { member_12: [] },
  { member_13: [1, 2] },
  { member_13: [1, 2, "3"] },
  { member_14: {} },
  { member_14: { secs: "1", nanos: 0 } },
];
const line = (isKnown) => (change) => {
  const details = { ...valid, ...change };
  return `${isKnown}\t${JSON.stringify({ error: { code: "CART_TYPED", message: "text", details } })}\n`;
};
process.stdout.write([...known.map(line(true)), ...unknown.map(line(false))].join(""));
