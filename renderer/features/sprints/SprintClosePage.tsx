export const SprintClosePage = () => null;
