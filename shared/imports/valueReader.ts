import { type ItemKind, itemKinds, Rating } from '../backlog/item.ts';
import type { PlanningSettings } from '../backlog/planningSettings.ts';
import type { Status, StatusCategory, StatusId } from '../backlog/workflow.ts';
import type { MemberId } from '../ids.ts';
import type { Sprint } from '../sprints/sprint.ts';
import type { Member } from '../team/member.ts';
import { commonMeanings } from './commonMeanings.ts';
import type { TargetField, ValueMeaning } from './contract.ts';
import type { FormatRules } from './formatRules.ts';
import { readEstimate } from './readEstimate.ts';

/** What a project has that values of a file can stand for. */
export interface Surroundings {
  readonly settings: PlanningSettings;
  readonly members: readonly Member[];
  readonly sprints: readonly Pick<Sprint, 'id' | 'name' | 'state'>[];
}

/** A value as it is understood here: null is "none", `undefined` is "nothing here answers to it". */
export type Understood<Value> = Value | null | undefined;

/** Understands the values of a file, each by its text: what the user said of it, then what is called so here, then what the format means by it. */
export const createValueReader = (
  rules: FormatRules,
  values: readonly ValueMeaning[],
  { settings, members, sprints }: Surroundings,
) => {
  const said = new Map(values.map(({ field, from, to }) => [sayingKey(field, from), to.trim()]));
  /** What the user said the text stands for; `own` reads that. Else `find`. */
  const understand =
    <Value>(find: (text: string) => Understood<Value>, own: (to: string) => Understood<Value>) =>
    (field: TargetField, text: string): Understood<Value> => {
      const trimmed = text.trim();
      const to = said.get(sayingKey(field, trimmed));
      if (to !== undefined) return to === '' ? null : own(to);
      return trimmed === '' ? null : find(trimmed);
    };

  const statusNamed = byName(settings.workflow);
  const statusById = (id: string): Status | undefined => settings.workflow.find((status) => status.id === id);
  const statusOf = (category: StatusCategory): StatusId | undefined => {
    const first = statusById(settings.firstStatus);
    if (first?.category === category) return first.id;
    return settings.workflow.find((status) => status.category === category)?.id;
  };
  const memberNamed = byName(members);
  const memberByMail = new Map(members.map((member) => [member.email?.toLowerCase(), member]));
  const sprintNamed = byName(sprints);
  const meaning = <Value>(kind: 'kind' | 'status' | 'urgency', text: string): Value | undefined => {
    const word = text.toLowerCase();
    return (rules.meanings[kind].get(word) ?? commonMeanings[kind].get(word)) as Value | undefined;
  };
  const rating = (text: string): number | undefined => {
    const read = Rating.safeParse(/^\d{1,2}(?:\.0+)?$/.test(text) ? Number(text) : Number.NaN);
    return read.data;
  };
  const urgencyWord = (text: string): Understood<number> => {
    const word = text.toLowerCase();
    const known = rules.meanings.urgency.get(word);
    return known === undefined ? commonMeanings.urgency.get(word) : known;
  };

  return {
    status: understand<StatusId>(
      (text) => {
        const known = statusNamed(text) ?? statusById(text);
        if (known !== undefined) return known.id;
        const category = meaning<StatusCategory>('status', text);
        return category === undefined ? undefined : statusOf(category);
      },
      (to) => statusById(to)?.id,
    ),
    kind: understand<ItemKind>(
      (text) => itemKinds.find((kind) => kind === text.toLowerCase()) ?? meaning<ItemKind>('kind', text),
      (to) => itemKinds.find((kind) => kind === to),
    ),
    rating: understand<number>(rating, rating),
    urgency: understand<number>((text) => rating(text) ?? urgencyWord(text), rating),
    estimate: understand<number>(
      (text) => readEstimate(text, settings.scale),
      (to) => readEstimate(to, settings.scale),
    ),
    assignee: understand<MemberId>(
      (text) => (memberNamed(text) ?? memberByMail.get(text.toLowerCase()))?.id,
      (to) => members.find(({ id }) => id === to)?.id,
    ),
    sprint: understand<Surroundings['sprints'][number]>(sprintNamed, (to) => sprints.find(({ id }) => id === to)),
    label: understand<string>(
      (text) => text,
      (to) => to,
    ),
  };
};

export type ValueReader = ReturnType<typeof createValueReader>;

const sayingKey = (field: TargetField, text: string): string => `${field}\n${text.trim()}`;

/** Finds by name: as it is written, else in any case if that fits only one. */
const byName = <Named extends { readonly name: string }>(all: readonly Named[]) => {
  const exact = new Map(all.map((each) => [each.name, each]));
  const folded = new Map<string, Named | null>();
  for (const each of all) {
    const name = each.name.toLowerCase();
    folded.set(name, folded.has(name) ? null : each);
  }
  return (name: string): Named | undefined => exact.get(name) ?? folded.get(name.toLowerCase()) ?? undefined;
};
