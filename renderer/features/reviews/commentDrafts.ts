import { z } from 'zod';
import { create } from 'zustand';
import type { ChangeId } from '../../../shared/reviews/change.ts';

const KEY = 'pitwall.review.drafts';
/** Drafts that are kept; the oldest go first. */
const KEPT = 100;

const Drafts = z.record(z.string(), z.string());
type Drafts = z.infer<typeof Drafts>;

const read = (): Drafts => {
  try {
    return Drafts.catch({}).parse(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
  } catch {
    return {}; // Not JSON: somebody else's, or an older Pitwall's.
  }
};

const useDrafts = create<{ readonly drafts: Drafts }>(() => ({ drafts: read() }));

const keep = (drafts: Drafts): void => {
  useDrafts.setState({ drafts });
  try {
    localStorage.setItem(KEY, JSON.stringify(drafts));
  } catch {
    // No room left: the draft stays for as long as the window is open.
  }
};

/** What was typed into a comment and not sent yet: it outlives the window. An empty text is no draft. */
export const useCommentDraft = (change: ChangeId, place: string): readonly [string, (text: string) => void] => {
  const key = `${change} ${place}`;
  const text = useDrafts(({ drafts }) => drafts[key] ?? '');
  const write = (next: string): void => {
    const { [key]: _before, ...rest } = useDrafts.getState().drafts;
    const kept = Object.fromEntries(Object.entries(rest).slice(1 - KEPT));
    keep(next === '' ? rest : { ...kept, [key]: next });
  };
  return [text, write];
};

/** Lines of a file for which there is a draft, by the place's name. */
export const useDraftPlaces = (change: ChangeId): readonly string[] => {
  const { drafts } = useDrafts();
  const start = `${change} `;
  return Object.keys(drafts)
    .filter((key) => key.startsWith(start))
    .map((key) => key.slice(start.length));
};
