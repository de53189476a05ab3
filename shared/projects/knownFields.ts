import type { z } from 'zod';

type Schema = z.core.$ZodType;
type Fields = Readonly<Record<string, Schema>>;

/** What a schema is about, without what may be left out, null or worked on afterwards. */
const core = (schema: Schema): z.core.$ZodTypes => {
  const known = schema as z.core.$ZodTypes;
  const { def } = known._zod;
  switch (def.type) {
    case 'default':
    case 'prefault':
    case 'optional':
    case 'nullable':
    case 'readonly':
      return core(def.innerType);
    case 'pipe':
      return core(def.in);
    default:
      return known;
  }
};

const fieldsOf = (schema: Schema): Fields => {
  const { def } = core(schema)._zod;
  if (def.type === 'object') return def.shape;
  if (def.type === 'union') return Object.assign({}, ...def.options.map((option) => fieldsOf(option))) as Fields;
  return {};
};

/** Of a union whose members are told apart by their `kind`, the member that a value is of; else the schema itself. */
const memberOf = (schema: Schema, value: unknown): Schema => {
  const { def } = core(schema)._zod;
  if (def.type !== 'union' || typeof value !== 'object' || value === null) return schema;
  const kind: unknown = Reflect.get(value, 'kind');
  const isOf = (option: Schema): boolean => {
    const wanted = fieldsOf(option).kind;
    const named = wanted === undefined ? null : core(wanted)._zod.def;
    return named?.type === 'literal' && named.values.some((each) => each === kind);
  };
  return def.options.find(isOf) ?? schema;
};

const step = (schema: Schema, name: PropertyKey): Schema | null => {
  const { def } = core(schema)._zod;
  if (def.type === 'array') return def.element;
  const fields = fieldsOf(schema);
  return typeof name === 'string' && Object.hasOwn(fields, name) ? (fields[name] ?? null) : null;
};

/** The fields a schema knows at a path, each with the fields of its own group; empty where the schema has no group.
 *
 * `value` is what stands there: of several kinds of group it says which one is meant. */
export const knownFields = (
  schema: Schema,
  path: readonly PropertyKey[],
  value: unknown = undefined,
): ReadonlyMap<string, readonly string[]> => {
  const at = path.reduce<Schema | null>((from, name) => (from === null ? null : step(from, name)), schema);
  if (at === null) return new Map();
  const fields = Object.entries(fieldsOf(memberOf(at, value)));
  return new Map(fields.map(([name, inner]) => [name, Object.keys(fieldsOf(inner))]));
};
