import { openRange } from '../../electron/backend/range/testing/rangeBed.ts';

/** A Pitwall with nothing but the practice range, in a process of its own so that it can be killed: `node rangeProcess.ts DATA-FOLDER`.
 *
 * Says on stdout, as one line of JSON, what is needed to deploy to its staging server. */
const [, , dataDir = ''] = process.argv;
const bed = await openRange({ dataDir });
const {
  id: _,
  projectId: __,
  position: ___,
  ...settings
} = bed.project()?.environments[0] ?? { id: '', projectId: '', position: 0 };
const [hostKey] = bed.hostKeys.values();
const { revision } = await bed.range.addCommit();
process.stdout.write(`${JSON.stringify({ settings, hostKey: hostKey?.toString('base64'), revision })}\n`);
