# What was done before there were sums: its minutes, and the sums of it.

from collections import defaultdict

from django.db import migrations
from django.db.models import Count, F, Max, Min, Q, Sum


def fill(apps, schema_editor):
    Completion = apps.get_model('progress', 'LessonCompletion')
    ModuleCompletion = apps.get_model('progress', 'ModuleCompletion')
    ModuleSum = apps.get_model('progress', 'ModuleSum')
    Attempt = apps.get_model('quizzes', 'Attempt')
    lessons = apps.get_model('modules', 'LessonPage').objects.filter(minutes__isnull=False)
    modules = apps.get_model('modules', 'ModulePage').objects.filter(quiz__isnull=False, live=True)
    for key, minutes in lessons.values_list('translation_key', 'minutes').distinct():
        Completion.objects.filter(lesson_key=key, minutes=0).update(minutes=minutes)
    rows = defaultdict(dict)
    done = Completion.objects.order_by().values('user_id', 'module_key').annotate(
        n=Count('pk'), m=Sum('minutes'), first=Min('done_at'), last=Max('done_at')
    )
    for row in done:
        rows[row['user_id'], row['module_key']] = {
            'lessons': row['n'], 'minutes': row['m'], 'begun_at': row['first'], 'last_at': row['last']
        }
    of_quiz = defaultdict(set)
    for module, quiz in modules.values_list('translation_key', 'quiz__translation_key'):
        of_quiz[quiz].add(module)
    tried = Attempt.objects.filter(state='graded', total__gt=0).order_by().values('user_id', 'quiz_key').annotate(
        n=Count('pk'), best=Max(F('right') * 1000 / F('total')), passes=Count('pk', filter=Q(passed=True)),
        first=Min('started_at'), last=Max('ended_at')
    )
    for row in tried:
        for module in of_quiz[row['quiz_key']]:
            found = rows[row['user_id'], module]
            found.update(attempts=row['n'], passed=row['passes'] > 0)
            found['share'] = None if row['best'] is None else min(int(row['best']), 1000)
            found['begun_at'] = min(found.get('begun_at') or row['first'], row['first'])
            found['last_at'] = max(found.get('last_at') or row['last'], row['last'])
    for user, module, at in ModuleCompletion.objects.values_list('user_id', 'module_key', 'completed_at'):
        found = rows[user, module]
        found['completed_at'] = at
        found.setdefault('begun_at', at)
        found.setdefault('last_at', at)
    ModuleSum.objects.bulk_create(
        [ModuleSum(user_id=user, module_key=module, **values) for (user, module), values in rows.items()],
        batch_size=2000,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('progress', '0003_learning'),
        ('modules', '0002_rules'),
        ('quizzes', '0001_initial'),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
