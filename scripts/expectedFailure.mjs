/** Something the user can mend; the message is all there is to say. */
export class ExpectedFailure extends Error {}

/** Runs a script's main function. What it returns is the exit code; an expected failure is one readable text and exit code 1. */
export const runMain = async (main) => {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof ExpectedFailure)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
};
