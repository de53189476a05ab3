/** Added lines of one file. */
export interface AddedLines {
  readonly path: string;
  readonly lines: readonly { readonly number: number; readonly text: string }[];
}

/** Something that looks like a secret, masked. */
export interface FoundSecret {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly message: string;
  /** Stays while rule, file and secret stay the same, wherever in the file it stands. */
  readonly fingerprint: string;
}

interface SecretRule {
  readonly id: string;
  readonly what: string;
  /** The first group, or all of it, is the secret. No pattern can go back far: each repetition is bounded or of one class. */
  readonly pattern: RegExp;
  readonly counts?: (secret: string) => boolean;
}

/** Shannon's entropy in bits a character (A Mathematical Theory of Communication, 1948). */
const entropy = (text: string): number => {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  const length = [...text].length;
  return [...counts.values()].reduce((sum, count) => sum - (count / length) * Math.log2(count / length), 0);
};

const PLACEHOLDER =
  /^(?:x+|\*+|\.+|<.*|\$.*|%.*|\{.*|your.*|my.*|example.*|sample.*|change.?me.*|replace.?me.*|dummy.*|fake.*|todo.*|none|null|true|false|undefined|password|secret|test|os\.environ.*|process\.env.*|getenv.*|settings\..*|config\..*|env\(.*)$/i;
const isPlaceholder = (text: string): boolean =>
  PLACEHOLDER.test(text) || /example|placeholder|changeme|dummy/i.test(text);

/** Bits a character above which a value of 16 characters and more is no word of a language: English runs at 2.5 to 3.3, random hex near 3.7. */
const RANDOM = 3.4;

// Shapes as their issuers publish them, and as gitleaks and GitHub's secret scanning know them.
const rules: readonly SecretRule[] = [
  {
    id: 'private-key',
    what: 'a private key',
    pattern: /-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----/,
  },
  { id: 'aws-key', what: 'an AWS access key', pattern: /\b((?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16})\b/ },
  {
    id: 'aws-secret',
    what: 'an AWS secret key',
    pattern: /aws.{0,30}?["'=:\s]([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/i,
    counts: (secret) => entropy(secret) > RANDOM,
  },
  { id: 'gcp-key', what: 'a Google API key', pattern: /\b(AIza[0-9A-Za-z_-]{35})(?![0-9A-Za-z_-])/ },
  { id: 'gcp-secret', what: 'a Google client secret', pattern: /\b(GOCSPX-[0-9A-Za-z_-]{20,40})/ },
  { id: 'github-token', what: 'a GitHub token', pattern: /\b(gh[pousr]_[A-Za-z0-9]{36,255})/ },
  { id: 'github-token', what: 'a GitHub token', pattern: /\b(github_pat_[A-Za-z0-9_]{22,255})/ },
  { id: 'gitlab-token', what: 'a GitLab token', pattern: /\b(glpat-[A-Za-z0-9_-]{20,64})/ },
  { id: 'slack-token', what: 'a Slack token', pattern: /\b(xox[abeoprs]-[A-Za-z0-9-]{10,255})/ },
  {
    id: 'slack-hook',
    what: 'a Slack webhook',
    pattern: /(https:\/\/hooks\.slack\.com\/(?:services|workflows)\/[A-Za-z0-9/_-]{20,200})/,
  },
  { id: 'stripe-key', what: 'a live Stripe key', pattern: /\b((?:sk|rk)_live_[0-9A-Za-z]{16,200})/ },
  { id: 'npm-token', what: 'an npm token', pattern: /\b(npm_[A-Za-z0-9]{36})\b/ },
  { id: 'pypi-token', what: 'a PyPI token', pattern: /\b(pypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50,300})/ },
  {
    id: 'password-in-url',
    what: 'a password in an address',
    pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@'"]{1,100}:([^\s:/@'"]{3,200})@[^\s/'"]/i,
    counts: (secret) => !isPlaceholder(secret),
  },
  {
    id: 'random-value',
    what: 'a random value under a telling name',
    pattern:
      /(?:secret|token|passw(?:or)?d|api[_-]?key|access[_-]?key|private[_-]?key|credential|auth)[\w-]{0,40}["']?\s{0,10}(?::=|=>|[:=])\s{0,10}["'`]?([A-Za-z0-9+/=_.~!@#$%^&*-]{16,512})/i,
    counts: (secret) =>
      !isPlaceholder(secret) && /\d/.test(secret) && /[A-Za-z]/.test(secret) && entropy(secret) > RANDOM,
  },
];

const ENV_FILE = /(?:^|\/)\.env(?:\.[^/]*)?$/;
const SAMPLE_ENV = /\.(?:example|sample|template|dist|defaults?)$/i;

/** Looks for secrets in added lines.
 *
 * Each line is searched in whole, by every rule, at most one finding for each. `digest` makes fingerprints: a cryptographic hash, because they are kept
 * and must not give the secret away. Not found: what is split over lines, encoded, or short. */
export const findSecrets = (files: readonly AddedLines[], digest: (text: string) => string): readonly FoundSecret[] =>
  files.flatMap(({ path, lines }) => [
    ...envFile(path, lines, digest),
    ...lines.flatMap(({ number, text }) => {
      const seen = new Set<string>();
      return rules.flatMap(({ id, what, pattern, counts }): readonly FoundSecret[] => {
        const found = pattern.exec(text);
        if (found === null) return [];
        const secret = found[1] ?? found[0];
        // One value is one finding, by the rule that knows it best.
        if ([...seen].some((other) => other.includes(secret) || secret.includes(other))) return [];
        if (counts?.(secret) === false) return [];
        seen.add(secret);
        return [
          {
            rule: id,
            path,
            line: number,
            message: `This looks like ${what}: ${masked(id, secret)}`,
            fingerprint: digest(`${id}\0${path}\0${secret}`),
          },
        ];
      });
    }),
  ]);

const envFile = (
  path: string,
  lines: AddedLines['lines'],
  digest: (text: string) => string,
): readonly FoundSecret[] => {
  if (!ENV_FILE.test(path) || SAMPLE_ENV.test(path)) return [];
  const set = lines.filter(({ text }) => /^\s{0,20}(?:export\s{1,5})?[A-Za-z_]\w{0,100}\s{0,5}=\s{0,5}\S/.test(text));
  const [first] = set;
  if (first === undefined) return [];
  return [
    {
      rule: 'env-file',
      path,
      line: first.number,
      message: `An environment file with ${set.length} ${set.length === 1 ? 'value' : 'values'}: such files stay out of the repository.`,
      fingerprint: digest(`env-file\0${path}\0${set.map(({ text }) => text).join('\n')}`),
    },
  ];
};

/** What tells a reader which one it is, and nobody what it is: at most four characters of its beginning, and its length. */
const masked = (rule: string, secret: string): string =>
  rule === 'private-key'
    ? '-----BEGIN … PRIVATE KEY-----'
    : `${secret.length >= 20 ? secret.slice(0, 4) : ''}… (${secret.length} characters)`;
