/** Draws the figures of the zones as bars, greatest first; what has no figure is told in words beside them. */

import { BarChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

import { type Column, classOf, type Outcome, type Place, tellFigure, writeFigure } from "./columns.ts";
import { make } from "./element.ts";

const MOST = 30;
const [BAR, AROUND] = [22, 54];

use([BarChart, GridComponent, TooltipComponent, SVGRenderer]);

/** Gives what draws a measure into the element. */
export function drawBars(element: HTMLElement, page: Outcome): (column: Column, zones: Place[]) => void {
  const canvas = make("div", { class: "bars", role: "img" });
  const note = make("p", { class: "quiet" });
  element.append(canvas, note);
  const chart = init(canvas, null, { renderer: "svg" });
  new ResizeObserver(() => chart.resize()).observe(canvas);
  addEventListener("beforeprint", () => chart.resize());

  return (column, zones) => {
    const known = zones.filter((zone) => typeof zone.properties[column.key] === "number");
    const value = (zone: Place) => zone.properties[column.key] as number;
    known.sort((one, other) => value(other) - value(one));
    const listed = known.slice(0, MOST);
    canvas.hidden = !listed.length;
    canvas.style.height = `${AROUND + BAR * listed.length}px`;
    const title = [column.title, column.part].filter(Boolean).join(" · ");
    canvas.setAttribute("aria-label", `${title}. ${page.words["in_table"]}`);
    note.textContent = tellRest(column, zones, known, page);
    chart.resize();
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: "inherit" },
      grid: { left: 8, right: 80, top: 8, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
      tooltip: {
        trigger: "item",
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const zone = listed[dataIndex];
          if (!zone) return "";
          return make("span", {}, `${zone.properties["name"]}: ${tellFigure(zone, column, page.language)}`);
        },
      },
      xAxis: {
        type: "value",
        axisLabel: { formatter: (at: number) => writeFigure(at, column.share, page.language), hideOverlap: true },
      },
      yAxis: {
        type: "category",
        inverse: true,
        axisTick: { show: false },
        axisLabel: { width: 150, overflow: "truncate" },
        data: listed.map((zone) => String(zone.properties["name"])),
      },
      series: [
        {
          type: "bar",
          barMaxWidth: 16,
          data: listed.map((zone) => ({
            value: value(zone),
            itemStyle: { color: classOf(value(zone), column)?.colour ?? "#43a2ca" },
          })),
          label: {
            show: true,
            position: "right",
            formatter: ({ dataIndex }: { dataIndex: number }) => {
              const zone = listed[dataIndex];
              return zone ? tellFigure(zone, column, page.language) : "";
            },
          },
        },
      ],
    });
  };
}

/** How many bars are not drawn, and how many zones have no figure for which reason. */
function tellRest(column: Column, zones: Place[], known: Place[], page: Outcome): string {
  const parts: string[] = [];
  if (known.length > MOST) parts.push(`${page.words["greatest"]} ${MOST} / ${known.length}`);
  const reasons = new Map<string, number>();
  for (const zone of zones)
    if (!known.includes(zone)) {
      const why = tellFigure(zone, column, page.language);
      reasons.set(why, (reasons.get(why) ?? 0) + 1);
    }
  for (const [why, count] of reasons) parts.push(`${why}: ${count} ${page.words["zones"]}`);
  return parts.join(" · ");
}
