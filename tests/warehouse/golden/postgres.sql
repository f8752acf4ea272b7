-- big-deals, by closed_on: win-rate.won, win-rate.closed, snapshot-share.lost
SELECT
  CAST(CAST(DATE_TRUNC('QUARTER', CAST(CAST("closed_on" AS DATE) - INTERVAL '3 MONTH' AS DATE)) AS DATE) + INTERVAL '3 MONTH' AS DATE) AS "period",
  "region" AS "region",
  COUNT(CASE WHEN "stage" = 'won' THEN 1 END) AS "win_rate__won",
  COUNT(CASE WHEN "stage" IN ('won', 'lost') THEN 1 END) AS "win_rate__closed",
  COUNT(CASE WHEN "stage" = 'lost' THEN 1 END) AS "snapshot_share__lost"
FROM "big_deals"
WHERE
  (
    NOT "closed_on" IS NULL
    AND CAST("closed_on" AS DATE) >= CAST('2026-01-01' AS DATE)
  )
  AND CAST("closed_on" AS DATE) <= CAST('2026-12-31' AS DATE)
GROUP BY
  CAST(CAST(DATE_TRUNC('QUARTER', CAST(CAST("closed_on" AS DATE) - INTERVAL '3 MONTH' AS DATE)) AS DATE) + INTERVAL '3 MONTH' AS DATE),
  "region";

-- big-deals, by opened_on: open-value.value
SELECT
  CAST(CAST(DATE_TRUNC('QUARTER', CAST(CAST("opened_on" AS DATE) - INTERVAL '3 MONTH' AS DATE)) AS DATE) + INTERVAL '3 MONTH' AS DATE) AS "period",
  "region" AS "region",
  SUM(
    CAST(CASE WHEN "stage" = 'open' THEN (
      "amount" * "chance"
    ) END AS DOUBLE PRECISION)
  ) AS "open_value__value"
FROM "big_deals"
WHERE
  (
    NOT "opened_on" IS NULL
    AND CAST("opened_on" AS DATE) >= CAST('2026-01-01' AS DATE)
  )
  AND CAST("opened_on" AS DATE) <= CAST('2026-12-31' AS DATE)
GROUP BY
  CAST(CAST(DATE_TRUNC('QUARTER', CAST(CAST("opened_on" AS DATE) - INTERVAL '3 MONTH' AS DATE)) AS DATE) + INTERVAL '3 MONTH' AS DATE),
  "region";

-- big-deals, a snapshot: snapshot-share.all
SELECT
  "region" AS "region",
  COUNT(CASE WHEN "stage" = 'open' THEN 1 END) AS "snapshot_share__all",
  MAX(CAST("opened_on" AS DATE)) AS "day"
FROM "big_deals"
GROUP BY
  "region";
