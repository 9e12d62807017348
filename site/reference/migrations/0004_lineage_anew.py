"""Organisations that were made or moved in the admin had no lineage, or that of their old place."""

from django.db import migrations


def write_lineages(apps, schema_editor):
    Organisation = apps.get_model("reference", "Organisation")
    parents = dict(Organisation.objects.values_list("pk", "parent_id"))
    for pk in parents:
        line, above = [pk], parents[pk]
        while above is not None and above not in line:  # a circle ends where it began
            line.append(above)
            above = parents[above]
        lineage = "".join(f"{each}/" for each in reversed(line))
        Organisation.objects.filter(pk=pk).exclude(lineage=f"/{lineage}").update(lineage=f"/{lineage}")


class Migration(migrations.Migration):
    dependencies = [("reference", "0003_merged_into")]

    operations = [migrations.RunPython(write_lineages, migrations.RunPython.noop)]
