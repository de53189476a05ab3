export const SprintPlanPage = () => null;
