import { implement } from '@orpc/server';
import { backlogContract } from '../../../shared/backlog/contract.ts';
import type { BacklogDeps } from './backlogDeps.ts';
import { needProject, settingsOf } from './backlogGuards.ts';
import { commentCommands } from './commentCommands.ts';
import { createItem } from './createItem.ts';
import { editItems } from './editItems.ts';
import { linkItems, unlinkItems } from './linkItems.ts';
import { moveItems } from './moveItems.ts';
import { rankByScore } from './rankByScore.ts';
import { readItemDetail, readItems } from './readItems.ts';
import { removeItems } from './removeItems.ts';
import { saveSettings } from './saveSettings.ts';
import { splitItem } from './splitItem.ts';
import { triageItems } from './triageItems.ts';
import { viewCommands } from './viewCommands.ts';
import { listViews } from './viewTable.ts';

/** What the `backlog` contract can do. */
export const createBacklogHandlers = (deps: BacklogDeps) => {
  const os = implement(backlogContract);
  const comments = commentCommands(deps);
  const views = viewCommands(deps);
  return os.router({
    settings: os.settings.handler(({ input }) => {
      needProject(deps, input.project);
      return settingsOf(deps, input.project);
    }),
    saveSettings: os.saveSettings.handler(({ input }) => saveSettings(deps, input)),
    list: os.list.handler(({ input }) => readItems(deps, input.project, input.since)),
    detail: os.detail.handler(({ input }) => readItemDetail(deps, input.item)),
    create: os.create.handler(({ input }) => createItem(deps, input)),
    edit: os.edit.handler(({ input }) => [...editItems(deps, input)]),
    move: os.move.handler(({ input }) => [...moveItems(deps, input)]),
    rankByScore: os.rankByScore.handler(({ input }) => rankByScore(deps, input)),
    split: os.split.handler(({ input }) => [...splitItem(deps, input)]),
    remove: os.remove.handler(({ input }) => removeItems(deps, input)),
    triage: os.triage.handler(({ input }) => [...triageItems(deps, input)]),
    link: os.link.handler(({ input }) => linkItems(deps, input)),
    unlink: os.unlink.handler(({ input }) => unlinkItems(deps, input)),
    comment: os.comment.handler(({ input }) => comments.add(input)),
    editComment: os.editComment.handler(({ input }) => comments.change(input)),
    removeComment: os.removeComment.handler(({ input }) => comments.remove(input)),
    views: os.views.handler(({ input }) => {
      needProject(deps, input.project);
      return [...listViews(deps.db, input.project)];
    }),
    saveView: os.saveView.handler(({ input }) => views.save(input)),
    removeView: os.removeView.handler(({ input }) => views.remove(input)),
  });
};
