/** The sample product's files by their path in the repository. */
export type SampleFiles = Readonly<Record<string, string>>;

export interface SampleCommit {
  readonly subject: string;
  readonly body: string;
  readonly files: SampleFiles;
}

interface Idea {
  readonly bump: 'minor' | 'patch';
  readonly subject: string;
  readonly body: string;
  /** A new line of the board; `#` stands for a number that grows with every round through the ideas. */
  readonly line?: string;
  readonly message?: string;
  readonly colour?: string;
  readonly readme?: string;
}

/** What a small team might do in a few weeks, in this order and then again for the next pier. */
const ideas: readonly Idea[] = [
  {
    bump: 'minor',
    subject: 'Show the tide beside pier #',
    body: 'Harbour masters asked for it every morning by telephone.',
    line: 'Pier #: tide rising',
  },
  {
    bump: 'patch',
    subject: 'Spell the harbour’s name with two n',
    body: '',
    message: 'Linnhaven: the lantern is lit.',
  },
  { bump: 'minor', subject: 'List the ferries of pier #', body: '', line: 'Pier #: ferry at quarter past' },
  {
    bump: 'patch',
    subject: 'Raise the contrast of the heading',
    body: 'It was 3.9:1 in bright sun; now it is above 7:1.',
    colour: '#ffd479',
  },
  {
    bump: 'minor',
    subject: 'Warn when the wind at pier # passes 7 Beaufort',
    body: '',
    line: 'Pier #: wind 4 Beaufort, no warning',
  },
  {
    bump: 'patch',
    subject: 'Say how to read the board at night',
    body: '',
    readme: 'At night the board of pier # is read from the water: amber means clear.',
  },
  {
    bump: 'patch',
    subject: 'Greet the winter timetable',
    body: '',
    message: 'Winter timetable: the last ferry leaves at six.',
  },
  {
    bump: 'minor',
    subject: 'Add the fog horn of pier #',
    body: 'Two long blasts, once a minute. Tested with the harbour choir asleep.',
    line: 'Pier #: fog horn ready',
  },
  { bump: 'patch', subject: 'Cool the heading down a little', body: '', colour: '#8fd3ff' },
  { bump: 'minor', subject: 'Count the berths left at pier #', body: '', line: 'Pier #: 12 berths left' },
  { bump: 'patch', subject: 'Greet the regatta', body: '', message: 'Regatta week: keep the east channel free.' },
  {
    bump: 'patch',
    subject: 'Note who to call about pier #',
    body: '',
    readme: 'Questions about pier # go to the harbour office, which does not exist either.',
  },
];

/** How many commits a new range begins with, and how many of them its servers do not run yet. */
export const FIRST_COMMITS = 6;
export const NOT_YET_DEPLOYED = 3;

interface AppFile {
  readonly version: string;
  readonly [field: string]: unknown;
}

const readAppFile = (text: string | undefined, fallback: string): AppFile => {
  for (const candidate of [text, fallback]) {
    try {
      const read: unknown = JSON.parse(candidate ?? '');
      if (typeof read === 'object' && read !== null && 'version' in read && typeof read.version === 'string')
        return { ...read, version: read.version };
    } catch {
      // Somebody broke the file in a commit of their own: the next sample commit mends it.
    }
  }
  return { version: '1.0.0' };
};

const bumped = (version: string, bump: Idea['bump']): string => {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  return bump === 'minor' ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
};

/** The commit that follows `number` others, on top of the files as they are. Every one changes something. */
export const sampleCommit = (number: number, files: SampleFiles, pristine: SampleFiles): SampleCommit => {
  const idea = ideas[number % ideas.length] as Idea;
  const pier = String(Math.floor(number / ideas.length) + 2);
  const say = (text: string): string => text.replaceAll('#', pier);
  const app = readAppFile(files['app.json'], pristine['app.json'] ?? '');
  const version = bumped(app.version, idea.bump);
  const changed: Record<string, string> = {
    'app.json': `${JSON.stringify({ ...app, version, ...(idea.message && { message: say(idea.message) }) }, null, 2)}\n`,
    'CHANGELOG.md': (files['CHANGELOG.md'] ?? '# Changelog\n').replace(
      /^# Changelog\n/,
      `# Changelog\n\n## ${version}\n\n- ${say(idea.subject)}\n`,
    ),
  };
  if (idea.line !== undefined)
    changed['pages/index.html'] = (files['pages/index.html'] ?? pristine['pages/index.html'] ?? '').replace(
      '    </ul>',
      `      <li>${say(idea.line)}</li>\n    </ul>`,
    );
  if (idea.colour !== undefined)
    changed['assets/board.css'] = (files['assets/board.css'] ?? pristine['assets/board.css'] ?? '').replace(
      /h1 \{[^}]*\}/,
      `h1 { color: ${idea.colour}; }`,
    );
  if (idea.readme !== undefined)
    changed['README.md'] = `${files['README.md'] ?? pristine['README.md'] ?? ''}\n${say(idea.readme)}\n`;
  return { subject: say(idea.subject), body: say(idea.body), files: changed };
};
