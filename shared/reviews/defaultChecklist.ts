import type { ChecklistItem, ChecklistTemplate } from './checklist.ts';

const item = (
  id: string,
  category: ChecklistItem['category'],
  title: string,
  help: string,
  over: Partial<ChecklistItem> = {},
): ChecklistItem => ({
  id,
  category,
  title,
  help,
  globs: [],
  required: true,
  machine: null,
  threshold: null,
  ...over,
});

const python = ['**/*.py'];

/** What changes are asked until a project says otherwise: the four parts of a review (quality, coverage, security, patterns), each with what a machine
 * can answer and what only a reader can. */
export const defaultChecklist: ChecklistTemplate = {
  items: [
    item(
      'purpose',
      'quality',
      'It does what its item asks, and nothing else',
      'Read the item first. What is missing? What is more?',
    ),
    item(
      'readable',
      'quality',
      'Names, structure and comments can be followed',
      'Could somebody new change this safely?',
    ),
    item(
      'failures',
      'quality',
      'Failures are handled: time-outs, empty, huge and wrong input',
      'What happens when the other side does not answer?',
    ),
    item('tests-pass', 'quality', 'The tests pass', 'From the newest JUnit reports of this revision.', {
      machine: 'tests',
    }),
    item(
      'covered',
      'coverage',
      'The changed lines are covered by tests',
      'From the newest coverage reports of this revision.',
      {
        machine: 'coverage',
        threshold: 0.8,
        globs: python,
      },
    ),
    item(
      'edge-cases',
      'coverage',
      'The tests would fail without the change, and try its edges',
      'To run a line is not to check it.',
      {
        globs: python,
      },
    ),
    item('secrets', 'security', 'No secret is in the diff', 'Keys, tokens and passwords, also in tests and samples.', {
      machine: 'secrets',
    }),
    item(
      'input',
      'security',
      'Input from outside is checked, and access is decided on the server',
      'Injection, paths, redirects, who may see whose data.',
    ),
    item(
      'dependencies',
      'security',
      'New dependencies are wanted, kept well and pinned',
      'Who keeps it? What does it bring along?',
      {
        globs: [
          '**/requirements*.txt',
          '**/pyproject.toml',
          '**/poetry.lock',
          '**/uv.lock',
          '**/Pipfile*',
          '**/package*.json',
        ],
      },
    ),
    item(
      'pattern-rules',
      'patterns',
      'The pattern rules find nothing new',
      'Async FastAPI: no blocking call, no synchronous session, every await in its place.',
      {
        machine: 'patterns',
        globs: python,
      },
    ),
    item(
      'project-ways',
      'patterns',
      'It follows the project’s ways: AsyncSession, await-based database work, its layers',
      'Is there something like it already?',
      {
        globs: python,
      },
    ),
    item(
      'migrations',
      'patterns',
      'The migration runs beside the old code, and back',
      'A deploy and its rollback run both for a while.',
      {
        globs: ['**/migrations/**', '**/alembic/**'],
      },
    ),
  ],
};
