import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

const WIDTH = 860
const BAR = 17
const GROUP_GAP = 12
const FRAME = 110

/**
 * Draws bars that lie, a group for each category, as the text of an SVG.
 *
 * @param chart `title`, `unit` (below the axis), `categories`, `series: [{ name, values }]` (null: no bar), and where it
 * is wanted `scale: 'log'` and `mark`, a value that a line is drawn at
 */
export function drawBars({ title, unit, categories, series, scale = 'value', mark = null }) {
  const echarts = require('echarts')
  const height = FRAME + categories.length * (series.length * BAR + GROUP_GAP)
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height })
  const line = { silent: true, symbol: 'none', data: mark === null ? [] : [{ xAxis: mark }] }
  chart.setOption({
    animation: false,
    backgroundColor: '#fff',
    title: { text: title, left: 8, top: 6, textStyle: { fontSize: 14 } },
    legend: { show: series.length > 1, top: 30, left: 8 },
    grid: { left: 8, right: 40, top: 60, bottom: 30, containLabel: true },
    xAxis: { type: scale, name: unit, nameLocation: 'middle', nameGap: 24 },
    yAxis: { type: 'category', inverse: true, data: categories },
    series: series.map(({ name, values }, index) => ({
      type: 'bar',
      name,
      data: values,
      barWidth: BAR - 3,
      ...(index === 0 ? { markLine: { ...line, label: { show: false } } } : {}),
    })),
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}
