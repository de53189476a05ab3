import { defaultNoticeSettings, NoticeSettings } from '../../../shared/alerts/noticeSettings.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

/** The row of the app's own settings that holds them. */
const NAME = 'notices';

export const readNoticeSettings = (db: Database): NoticeSettings => {
  const text = statement<[string], string>(db, 'SELECT value FROM setting WHERE name = ?').pluck().get(NAME);
  return text === undefined ? defaultNoticeSettings : NoticeSettings.parse(JSON.parse(text));
};

export const writeNoticeSettings = (db: Database, settings: NoticeSettings): void => {
  statement<[string, string]>(
    db,
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  ).run(NAME, JSON.stringify(settings));
};
