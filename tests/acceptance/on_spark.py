"""Run by a Python that has pyspark and nothing of ours: `on_spark.py JOB.json`, local mode.

The job: `{trades, barred, statements, settings, asks: {name: query}}`, the first two Parquet files. Each answer goes to
`JOB.json.out` as `{name: [[…]]}`, row by row.
"""

import json
import sys

from pyspark.sql import SparkSession


def main(path: str) -> None:
    with open(path, encoding="utf-8") as file:
        job = json.load(file)
    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.memory", "2g")
        .config("spark.sql.warehouse.dir", path + ".warehouse")
        .config(map=job["settings"])
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    for name in ("trades", "barred"):
        spark.read.parquet(job[name]).createOrReplaceTempView(name)
    for statement in job["statements"]:
        spark.sql(statement)
    answers = {name: [list(row) for row in spark.sql(query).collect()] for name, query in job["asks"].items()}
    spark.stop()
    with open(path + ".out", "w", encoding="utf-8") as file:
        json.dump(answers, file)


if __name__ == "__main__":
    main(sys.argv[1])
