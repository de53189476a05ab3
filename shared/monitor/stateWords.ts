/** What 1 and 0 mean of a series that is no figure but a yes or a no; null of any other. */
export const stateWords = (
  name: string,
): { readonly what: string; readonly yes: string; readonly no: string } | null => {
  const found = /^unit\.active(?::(.+))?$/.exec(name);
  if (found !== null)
    return { what: found[1] === undefined ? 'a unit' : `the unit ${found[1]}`, yes: 'active', no: 'not active' };
  return name === 'probe.success' ? { what: 'the probe of Prometheus', yes: 'successful', no: 'failing' } : null;
};
