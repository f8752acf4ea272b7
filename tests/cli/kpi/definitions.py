"""KPIs that build on each other, with targets by region and every kind of input."""

KPIS = """\
kind: kpi
id: close-rate
title: Close rate
control: {owner: manager, status: effective}
owner: vp-sales
definition: Deals won divided by people pitched; see [](parameter:target).
formula: won / pitched
unit: percent
better: higher
precision: 3
inputs:
  won: {title: deals won, unit: deal, measure: count(deals), date: closed_on}
  pitched: {title: people pitched, unit: deal, entered_by: manager}
target:
  - {value: 10%, scope: {region: [latin-america]}, until: 2026-06-30}
  - {value: target}
bands:
  - {title: On target, min: target}
  - {title: Act, max: target, action: "Ask the [](role:manager)."}
grain: [month, region]
when_undefined: Nobody was pitched.
examples:
  - {title: A quarter, inputs: {won: 20, pitched: 80}, result: 25%}
  - {title: Wrong, inputs: {won: 20, pitched: 80}, result: 0.5}
  - {inputs: {won: 20, pitched: 0}, result: undefined}
---
kind: kpi
id: velocity
title: Pipeline velocity
control: {owner: manager, status: effective}
owner: vp-sales
formula: open_deals * close_rate * coalesce(value, usual) / cycle
unit: USD / day
inputs:
  open_deals: {title: open deals, unit: deal}
  close_rate: {title: close rate, unit: percent, kpi: close-rate}
  value: {title: deal value, unit: USD / deal}
  usual: {title: usual value, unit: USD / deal}
  cycle: {title: sales cycle, unit: day}
---
kind: kpi
id: circle
title: Circle
control: {owner: manager, status: effective}
owner: vp-sales
formula: a
unit: deal
inputs: {a: {title: a, unit: deal, kpi: circle}}
---
kind: kpi
id: broken
title: Broken
control: {owner: manager, status: effective}
owner: vp-sales
formula: a +
unit: deal
inputs: {a: {title: a, unit: deal}}
---
kind: kpi
id: old
title: Old
control: {owner: manager, status: retired}
owner: vp-sales
formula: a
unit: deal
inputs: {a: {title: a, unit: deal}}
---
kind: parameter
id: target
title: Target of the close rate
value: 25%
---
kind: dimension
id: region
title: Region
values: {emea: [dach, nordics], latin-america: }
"""
