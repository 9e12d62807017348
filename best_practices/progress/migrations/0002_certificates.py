
import accounts.choices
import accounts.models
import core.models
import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('progress', '0001_initial'),
        ('reference', '0002_border_crossings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Issuer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='identifier')),
                ('origin', models.CharField(default=core.models.this_installation, editable=False, max_length=120, verbose_name='made at')),
                ('valid_months', models.PositiveSmallIntegerField(blank=True, help_text='Empty: for ever.', null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='months for which a certificate holds')),
                ('time_zone', models.CharField(default='UTC', help_text='Where the last day of a certificate ends, e.g. Asia/Almaty.', max_length=64, validators=[accounts.models.validate_time_zone], verbose_name='time zone')),
                ('demonstration', models.BooleanField(default=False, help_text='Every certificate says that it is a demonstration.', verbose_name='demonstration')),
                ('active', models.BooleanField(default=True, verbose_name='issues certificates')),
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='issuer', to='reference.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'issuer of certificates',
                'verbose_name_plural': 'issuers of certificates',
                'ordering': ['organisation__slug'],
            },
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='identifier')),
                ('origin', models.CharField(default=core.models.this_installation, editable=False, max_length=120, verbose_name='made at')),
                ('kind', models.CharField(choices=[('completion', 'Certificate of completion'), ('pass', 'Certificate of a passed quiz'), ('attendance', 'Certificate of attendance')], max_length=12, verbose_name='kind')),
                ('subject_key', models.UUIDField(verbose_name='identity of what was done')),
                ('titles', models.JSONField(verbose_name='titles')),
                ('lessons', models.JSONField(default=list, verbose_name='lessons')),
                ('minutes', models.PositiveIntegerField(null=True, verbose_name='minutes')),
                ('name_latin', models.CharField(blank=True, max_length=150, verbose_name='name in Latin letters')),
                ('name_national', models.CharField(blank=True, max_length=150, verbose_name='name in national script')),
                ('issuer_names', models.JSONField(verbose_name='names of the issuer')),
                ('signatories', models.JSONField(default=dict, verbose_name='signatories')),
                ('demonstration', models.BooleanField(default=False, verbose_name='demonstration')),
                ('serial', models.CharField(editable=False, max_length=16, unique=True, verbose_name='serial')),
                ('achieved_at', models.DateTimeField(verbose_name='achieved')),
                ('issued_at', models.DateTimeField(verbose_name='issued')),
                ('expires_on', models.DateField(null=True, verbose_name='valid until')),
                ('time_zone', models.CharField(max_length=64, verbose_name='time zone')),
                ('replaced_at', models.DateTimeField(null=True, verbose_name='replaced')),
                ('revoked_at', models.DateTimeField(null=True, verbose_name='revoked')),
                ('revoked_by', models.CharField(blank=True, max_length=200, verbose_name='revoked by')),
                ('reason', models.CharField(blank=True, choices=[('mistake', 'issued by mistake'), ('wrong_data', 'something on it is wrong'), ('result', 'the result does not stand'), ('replaced', 'replaced by a corrected one'), ('other', 'another reason')], max_length=12, verbose_name='reason')),
                ('reason_note', models.TextField(blank=True, verbose_name='note')),
                ('seal', models.CharField(editable=False, max_length=64)),
                ('sealed_with', models.CharField(editable=False, max_length=16)),
                ('folded', models.CharField(editable=False, max_length=500)),
                ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='replaced_by', to='progress.certificate', verbose_name='issued instead of')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='certificates', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='progress.issuer', verbose_name='issued by')),
            ],
            options={
                'verbose_name': 'certificate',
                'verbose_name_plural': 'certificates',
                'ordering': ['-issued_at', '-pk'],
                'indexes': [models.Index(fields=['user', '-issued_at'], name='certificates_of_a_person'), models.Index(fields=['-issued_at', '-id'], name='certificates_newest_first'), models.Index(fields=['sealed_with'], name='certificates_by_key_of_seal')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True)), fields=('user', 'kind', 'subject_key'), name='one_certificate_per_person_and_thing'), models.CheckConstraint(condition=models.Q(('revoked_at__isnull', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='revocation_has_a_reason'), models.CheckConstraint(condition=models.Q(('issued_at__gte', models.F('achieved_at'))), name='certificate_is_issued_after_it_is_earned')],
            },
        ),
        migrations.CreateModel(
            name='IssuerWording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=accounts.choices.language_choices, max_length=12, verbose_name='language')),
                ('name', models.CharField(help_text='As it stands on the certificate.', max_length=255, verbose_name='name')),
                ('signatory', models.CharField(blank=True, help_text='Name and office of who signs, in one line.', max_length=255, verbose_name='signatory')),
                ('issuer', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='wordings', to='progress.issuer')),
            ],
            options={
                'verbose_name': 'wording',
                'verbose_name_plural': 'wordings',
                'ordering': ['language'],
                'constraints': [models.UniqueConstraint(fields=('issuer', 'language'), name='one_wording_per_issuer_and_language')],
            },
        ),
    ]
