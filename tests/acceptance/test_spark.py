"""The compiled rule on Spark, small; without pyspark it says where to get it."""

import pytest

from tests.acceptance import spark


@pytest.mark.skipif(not spark.present(), reason="no pyspark here: `make acceptance SECTION=spark` puts it into var/")
def test_spark_says_what_duckdb_says(tmp_path):
    path = spark.tiers_file(tmp_path, 400)
    ours = spark.on_duckdb(spark.TIERS, path)
    assert spark.on_spark(spark.TIERS, path, tmp_path, spark.SMALL) == ours
    assert ours["milestones"] and any(row[4] < row[3] for row in ours["rows"])
