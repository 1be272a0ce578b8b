/** Draws figures as bars with their words beside them; a figure there is not has no bar. */

import { BarChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

import { writeFigure } from "./columns.ts";
import { make } from "./element.ts";
import type { Bars } from "./ranking.ts";

const [BAR, AROUND] = [22, 54];

use([BarChart, GridComponent, TooltipComponent, SVGRenderer]);

/** Gives what draws bars into the element. */
export function raiseBars(element: HTMLElement, language: string, inTable: string): (drawn: Bars) => void {
  const canvas = make("div", { class: "bars", role: "img" });
  const note = make("p", { class: "quiet" });
  element.append(canvas, note);
  // Labels are measured apart from the page, so that what it inherits has to be said.
  const font = getComputedStyle(element).fontFamily;
  const chart = init(canvas, null, { renderer: "svg" });
  const fit = () => {
    chart.resize();
    // On paper, where nobody is told of the width, the drawing as a whole becomes as narrow as its column.
    canvas.querySelector("svg")?.setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
  };
  new ResizeObserver(fit).observe(canvas);

  return ({ title, bars, share, rest }) => {
    canvas.hidden = !bars.length;
    canvas.style.height = `${AROUND + BAR * bars.length}px`;
    canvas.setAttribute("aria-label", `${title}. ${inTable}`);
    note.textContent = rest;
    fit();
    const text = ({ dataIndex }: { dataIndex: number }) => bars[dataIndex]?.text ?? "";
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: font },
      grid: { left: 8, right: 80, top: 8, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
      tooltip: {
        trigger: "item",
        // An element, for what a zone is called is no markup.
        formatter: (at: { dataIndex: number }) =>
          make("span", {}, `${bars[at.dataIndex]?.name}: ${text(at)}`),
      },
      xAxis: {
        type: "value",
        axisLabel: { formatter: (at: number) => writeFigure(at, share, language), hideOverlap: true },
      },
      yAxis: {
        type: "category",
        inverse: true,
        axisTick: { show: false },
        axisLabel: { width: 150, overflow: "truncate" },
        data: bars.map((bar) => bar.name),
      },
      series: [
        {
          type: "bar",
          barMaxWidth: 16,
          data: bars.map(({ value, colour }) => ({ value, itemStyle: { color: colour } })),
          label: { show: true, position: "right", formatter: text },
        },
      ],
    });
  };
}
