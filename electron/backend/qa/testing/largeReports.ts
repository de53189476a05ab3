/** A JUnit report of so many cases, each with an output of its own, as a large test suite writes it. Every hundredth one fails. */
export const largeJunit = (cases: number): string => {
  const one = (index: number) =>
    index % 100 === 0
      ? `<testcase classname="tests.unit.part_${index % 300}" name="test_number_${index}" time="0.01"><failure message="assert ${index} == 0">${'&gt; assert answer\n'.repeat(20)}</failure></testcase>`
      : `<testcase classname="tests.unit.part_${index % 300}" name="test_number_${index}" time="0.01"><system-out>${'one line of output of it\n'.repeat(14)}</system-out></testcase>`;
  const body = Array.from({ length: cases }, (_, index) => one(index)).join('\n');
  return `<?xml version="1.0"?><testsuites><testsuite name="all" tests="${cases}">${body}</testsuite></testsuites>`;
};

/** The lines of one file after the other, each a thousand lines of which a third did not run. */
export const largeLcov = (files: number): string => {
  const lines = Array.from({ length: 1000 }, (_, line) => `DA:${line + 1},${line % 3}`).join('\n');
  return Array.from({ length: files }, (_, file) => `SF:app/part_${file}/a.py\n${lines}\nend_of_record\n`).join('');
};

export const largeCobertura = (files: number): string => {
  const lines = Array.from({ length: 1000 }, (_, line) => `<line number="${line + 1}" hits="${line % 3}"/>`).join('');
  const classes = Array.from(
    { length: files },
    (_, file) => `<class name="a" filename="app/part_${file}/a.py"><lines>${lines}</lines></class>`,
  );
  return `<coverage><sources/><packages><package><classes>${classes.join('\n')}</classes></package></packages></coverage>`;
};
