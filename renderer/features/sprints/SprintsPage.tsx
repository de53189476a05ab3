export const SprintsPage = () => null;
