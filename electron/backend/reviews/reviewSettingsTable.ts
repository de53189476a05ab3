import { z } from 'zod';
import { defaultRequirements } from '../../../shared/gates/defaultRequirements.ts';
import { Requirement } from '../../../shared/gates/requirement.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import { ChecklistTemplate } from '../../../shared/reviews/checklist.ts';
import { defaultChecklist } from '../../../shared/reviews/defaultChecklist.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

type Row = { project_id: string; template: string; requirements: string; version: number };

/** What changes of a project are asked, and must fulfil. */
export interface ReviewSettings {
  readonly template: ChecklistTemplate;
  readonly requirements: readonly Requirement[];
  /** 0 until somebody saved some. */
  readonly version: number;
}

export const readReviewSettings = (db: Database, project: ProjectId): ReviewSettings => {
  const row = statement<[string], Row>(db, 'SELECT * FROM review_settings WHERE project_id = ?').get(project);
  return row === undefined
    ? { template: defaultChecklist, requirements: defaultRequirements, version: 0 }
    : {
        template: ChecklistTemplate.parse(JSON.parse(row.template)),
        requirements: z.array(Requirement).parse(JSON.parse(row.requirements)),
        version: row.version,
      };
};

export const writeReviewSettings = (
  db: Database,
  project: ProjectId,
  { template, requirements, version }: ReviewSettings,
): void => {
  statement<Row>(
    db,
    `INSERT INTO review_settings (project_id, template, requirements, version) VALUES (@project_id, @template, @requirements, @version)
     ON CONFLICT (project_id) DO UPDATE SET template = @template, requirements = @requirements, version = @version`,
  ).run({
    project_id: project,
    template: JSON.stringify(template),
    requirements: JSON.stringify(requirements),
    version,
  });
};
