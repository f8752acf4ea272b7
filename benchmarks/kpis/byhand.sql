-- All reference KPIs by month and region, as somebody who knows DuckDB would write them.
-- {data} is the folder; inputs that people enter are left out.
WITH
pitched AS (
    SELECT date_trunc('month', pitched_on)::DATE AS month, region,
        count(*) AS people, count(*) FILTER (outcome = 'won') AS sales
    FROM '{data}/opportunities.parquet' WHERE pitched_on IS NOT NULL GROUP BY ALL
),
opened AS (
    SELECT date_trunc('month', opened_on)::DATE AS month, region,
        count(*) AS opened,
        count(*) FILTER (stage IN ('qualified', 'structured', 'pitched', 'negotiating', 'committed')) AS open,
        avg(amount) FILTER (stage IN ('qualified', 'structured', 'pitched', 'negotiating', 'committed')) AS value,
        count(*) FILTER (structured_on >= opened_on) AS structured,
        count(*) FILTER (pitched_on >= opened_on) AS pitched,
        count(*) FILTER (negotiating_on >= opened_on) AS negotiating,
        count(*) FILTER (committed_on >= opened_on) AS committed,
        count(*) FILTER (outcome = 'won') AS won
    FROM '{data}/opportunities.parquet' WHERE opened_on IS NOT NULL GROUP BY ALL
),
closed AS (
    SELECT date_trunc('month', closed_on)::DATE AS month, region,
        coalesce(sum(amount) FILTER (outcome = 'won'), 0) AS revenue,
        count(DISTINCT account_id) FILTER (outcome = 'won') AS buyers,
        avg(closed_on - first_contact_on) FILTER (outcome IN ('won', 'lost')) AS days
    FROM '{data}/opportunities.parquet' WHERE closed_on IS NOT NULL GROUP BY ALL
),
expected AS (
    SELECT date_trunc('month', expected_close_on)::DATE AS month, region,
        sum(amount) FILTER (forecast_category IN ('closed', 'commit')) AS forecast,
        sum(amount) FILTER (stage IN ('qualified', 'structured', 'pitched', 'negotiating', 'committed')) AS pipeline,
        coalesce(sum(amount * probability)
            FILTER (stage IN ('qualified', 'structured', 'pitched', 'negotiating', 'committed')), 0) AS weighted
    FROM '{data}/opportunities.parquet' WHERE expected_close_on IS NOT NULL GROUP BY ALL
),
spent AS (
    SELECT date_trunc('month', booked_on)::DATE AS month, region,
        coalesce(sum(amount) FILTER ("function" = 'marketing'), 0)
            + coalesce(sum(amount) FILTER ("function" = 'sales'), 0) AS spend
    FROM '{data}/spend.parquet' WHERE booked_on IS NOT NULL GROUP BY ALL
),
began AS (
    SELECT date_trunc('month', customer_since)::DATE AS month, region, count(*) AS customers
    FROM '{data}/accounts.parquet' WHERE customer_since IS NOT NULL GROUP BY ALL
),
ended AS (
    SELECT date_trunc('month', churned_on)::DATE AS month, region,
        count(*) FILTER (status = 'former') AS lost
    FROM '{data}/accounts.parquet' WHERE churned_on IS NOT NULL GROUP BY ALL
),
latest AS (
    SELECT date_trunc('month', max(customer_since))::DATE AS month
    FROM '{data}/accounts.parquet'
),
staying AS (
    SELECT (FROM latest) AS month, region, count(*) FILTER (status = 'customer') AS customers
    FROM '{data}/accounts.parquet' GROUP BY ALL
),
answered AS (
    SELECT date_trunc('month', assigned_on)::DATE AS month, region,
        avg(response_hours) FILTER (first_contact_on >= assigned_on) AS hours
    FROM '{data}/leads.parquet' WHERE assigned_on IS NOT NULL GROUP BY ALL
),
worked AS (
    SELECT date_trunc('month', worked_on)::DATE AS month, region, sum(hours) AS hours,
        coalesce(sum(hours) FILTER (time_type IN ('meeting', 'call')), 0)
            - coalesce(sum(hours) FILTER (time_type IN ('data-entry', 'reporting', 'internal-meeting')), 0)
            AS selling
    FROM '{data}/calendar-time.parquet' WHERE worked_on IS NOT NULL GROUP BY ALL
)
SELECT 'close-rate', month, region, sales / people FROM pitched
UNION ALL SELECT 'pipeline-count', month, region, open FROM opened
UNION ALL SELECT 'stage-conversion-rate', month, region,
    (structured + pitched + negotiating + committed + won)
        / nullif(opened + structured + pitched + negotiating + committed, 0) FROM opened
UNION ALL SELECT 'sales-cycle-length', month, region, days FROM closed
UNION ALL SELECT 'pipeline-velocity', month, region, open * (sales / people) * value / nullif(days, 0)
    FROM opened JOIN pitched USING (month, region) JOIN closed USING (month, region)
UNION ALL SELECT 'forecast-accuracy', month, region,
    1 - abs(coalesce(forecast, 0) - revenue) / nullif(revenue, 0)
    FROM closed LEFT JOIN expected USING (month, region)
UNION ALL SELECT 'weighted-pipeline', month, region, weighted FROM expected
UNION ALL SELECT 'customer-acquisition-cost', month, region, spend / customers
    FROM spent JOIN began USING (month, region)
UNION ALL SELECT 'churn-rate', month, region,
    coalesce(lost, 0) / nullif(coalesce(lost, 0) + customers, 0)
    FROM staying LEFT JOIN ended USING (month, region)
UNION ALL SELECT 'customer-lifetime-value', month, region,
    (revenue / nullif(buyers, 0)) / nullif(coalesce(lost, 0) / nullif(coalesce(lost, 0) + customers, 0), 0)
    FROM closed JOIN staying USING (month, region) LEFT JOIN ended USING (month, region)
UNION ALL SELECT 'lead-response-time', month, region, hours FROM answered
UNION ALL SELECT 'time-spent-selling', month, region, selling FROM worked
UNION ALL SELECT 'selling-time-share', month, region, selling / nullif(hours, 0) FROM worked
