import { expect, it } from 'vitest';
import { projectFileName, writeProjectFile } from './writeProjectFile.ts';
import { yamlBlock, yamlText } from './yamlText.ts';

it('writes text bare only where every YAML reader takes it for that text', () => {
  for (const plain of ['main', 'feature/a-b_c', '/srv/app', 'http://127.0.0.1:9008/health', 'two words', 'a@b'])
    expect(yamlText(plain)).toBe(plain);
  for (const [text, written] of [
    ['no', '"no"'],
    ['NULL', '"NULL"'],
    ['22', '"22"'],
    ['1e3', '"1e3"'],
    ['', '""'],
    ['a: b', '"a: b"'],
    ['a #b', '"a #b"'],
    ['- a', '"- a"'],
    [' a', '" a"'],
    ['say "hi"\\', '"say \\"hi\\"\\\\"'],
    ['a\nb\tc', '"a\\nb\\tc"'],
  ] as const)
    expect(yamlText(text)).toBe(written);
});

it('writes what does not show, or turns the reading direction, as an escape', () => {
  expect(yamlText('a\u202eb\0c\u200b\ufeff\u2028\ud800\u{e0041}')).toBe(
    '"a\\u202eb\\u0000c\\u200b\\ufeff\\u2028\\ud800\\U000e0041"',
  );
});

it('keeps the lines of a long text apart where nothing is lost by it', () => {
  expect(yamlBlock('one\n\n# two', '  ')).toBe('|-\n  one\n\n  # two');
  for (const fragile of ['one line', ' a\nb', 'a \nb', 'a\nb\n', '\na', 'a\r\nb', 'a\n\u202eb'])
    expect(yamlBlock(fragile, '  ')).toBeNull();
});

it('names the file after the project', () => {
  expect(projectFileName('TubeRaker')).toBe('tuberaker.pitwall.yaml');
  expect(projectFileName('../Über App!')).toBe('uber-app.pitwall.yaml');
  expect(projectFileName('日本')).toBe('project.pitwall.yaml');
});

it('writes a project without environments too', () => {
  const text = writeProjectFile({ name: 'A', key: 'A', description: '', environments: [] });
  expect(text.slice(text.indexOf('pitwall:'))).toBe(
    'pitwall: 1\n\nproject:\n  name: A\n  key: A\n  description: ""\n\nenvironments: []\n',
  );
});
