export const SprintPage = () => null;
