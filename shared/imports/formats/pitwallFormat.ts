import { exportColumns } from '../exportColumns.ts';
import { formatRules } from '../formatRules.ts';

/** Pitwall's own export. What it says is taken as it stands, so that an export, imported into an empty project, is exported again byte by byte. */
export const pitwallFormat = formatRules({
  format: 'pitwall',
  name: 'Pitwall',
  system: 'pitwall',
  recognisedBy: [
    ['Key', 'Title', 'Kind', 'Status', 'Source id', 'Placed by hand'],
    ['key', 'title', 'kind', 'status', 'sourceId', 'placedByHand'],
  ],
  columns: Object.fromEntries(
    exportColumns.flatMap(({ header, name, field }) => [
      [header, field],
      [name, field],
    ]),
  ),
  exact: true,
});
