import { IconChartLine, IconFileTypeCsv, IconPhoto, IconTable } from '@tabler/icons-react';
import type { SeriesData } from '../../../shared/monitor/series.ts';
import { saveChartPicture } from '../../ui/charts/saveChartPicture.ts';
import { IconAct } from '../../ui/IconAct.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import { saveTextFile } from '../../ui/saveTextFile.ts';
import type { ChartPlan } from './chartPlans.ts';
import { seriesCsv } from './seriesCsv.ts';
import { seriesLook } from './seriesLooks.ts';

interface Props {
  readonly plan: ChartPlan;
  readonly series: readonly SeriesData[];
  readonly asTable: boolean;
  readonly onTable: (asTable: boolean) => void;
  readonly drawing: () => SVGSVGElement | null;
}

/** What can be done with a chart: its figures as a table, as CSV, the drawing as a picture. */
export const ChartActs = ({ plan, series, asTable, onTable, drawing }: Props) => {
  const file = `pitwall-${plan.id}`;
  const savePicture = () => {
    const svg = drawing();
    if (svg === null) return;
    const keys = plan.series.map(({ label }, index) => ({ label, color: seriesLook(index).color }));
    saveChartPicture(svg, { title: plan.title, keys }, `${file}.png`).catch(() =>
      notifyFailure('The picture was not saved', {
        message: 'This window could not draw it.',
        act: 'Take a screenshot, or save the figures as CSV.',
      }),
    );
  };
  return (
    <div>
      <IconAct label={`${plan.title} as a ${asTable ? 'chart' : 'table'}`} onClick={() => onTable(!asTable)}>
        {asTable ? <IconChartLine size={16} aria-hidden /> : <IconTable size={16} aria-hidden />}
      </IconAct>
      <IconAct
        label={`Save ${plan.title} as a picture (PNG)`}
        onClick={savePicture}
        disabled={asTable || series.length === 0}
      >
        <IconPhoto size={16} aria-hidden />
      </IconAct>
      <IconAct
        label={`Save the figures of ${plan.title} (CSV)`}
        onClick={() => saveTextFile(`${file}.csv`, seriesCsv(series), 'text/csv')}
        disabled={series.length === 0}
      >
        <IconFileTypeCsv size={16} aria-hidden />
      </IconAct>
    </div>
  );
};
