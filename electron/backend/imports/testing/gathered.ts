/** Everything that a stream gives. */
export const gathered = async <Value>(stream: AsyncIterable<Value>): Promise<readonly Value[]> => {
  const values: Value[] = [];
  for await (const value of stream) values.push(value);
  return values;
};
