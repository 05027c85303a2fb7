"""Wallets: payments as facts without a stored state, refunds that a partner answers, an inbox, errands, the simulator"""

import sqlalchemy as sa
from alembic import op

from core.db import Json, UtcDateTime

revision = '2c3036d6621c'
down_revision = '5b7e21c94d10'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('errands',
    sa.Column('restaurant_id', sa.String(length=36), nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('subject', Json, nullable=False),
    sa.Column('made_at', UtcDateTime(), nullable=False),
    sa.Column('due_at', UtcDateTime(), nullable=False),
    sa.Column('runs', sa.Integer(), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('last_error', sa.String(length=200), nullable=True),
    sa.Column('given_up_at', UtcDateTime(), nullable=True),
    sa.PrimaryKeyConstraint('restaurant_id', 'id', name=op.f('pk_errands'))
    )
    with op.batch_alter_table('errands', schema=None) as batch_op:
        batch_op.create_index('ix_errands_due_at', ['due_at'], unique=False)

    op.create_table('simulator_trades',
    sa.Column('restaurant_id', sa.String(length=36), nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('amount', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('currency', sa.String(length=3), nullable=False),
    sa.Column('subject', sa.String(length=120), nullable=False),
    sa.Column('return_path', sa.String(length=120), nullable=False),
    sa.Column('opened_at', UtcDateTime(), nullable=False),
    sa.Column('expires_at', UtcDateTime(), nullable=False),
    sa.Column('paid_at', UtcDateTime(), nullable=True),
    sa.Column('refused_at', UtcDateTime(), nullable=True),
    sa.Column('closed_at', UtcDateTime(), nullable=True),
    sa.Column('refunds', Json, nullable=False),
    sa.PrimaryKeyConstraint('restaurant_id', 'id', name=op.f('pk_simulator_trades'))
    )
    op.create_table('wallet_notices',
    sa.Column('restaurant_id', sa.String(length=36), nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('wallet', sa.String(length=12), nullable=False),
    sa.Column('notice_id', sa.String(length=80), nullable=False),
    sa.Column('what', sa.String(length=60), nullable=False),
    sa.Column('payment_id', sa.String(length=80), nullable=False),
    sa.Column('raw_sha256', sa.String(length=64), nullable=False),
    sa.Column('outcome', sa.String(length=12), nullable=False),
    sa.Column('problem', sa.String(length=140), nullable=False),
    sa.Column('at', UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('restaurant_id', 'id', name=op.f('pk_wallet_notices')),
    sa.UniqueConstraint('restaurant_id', 'wallet', 'notice_id', 'what', name=op.f('uq_wallet_notices_restaurant_id_wallet_notice_id_what'))
    )
    with op.batch_alter_table('wallet_notices', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_wallet_notices_payment_id'), ['payment_id'], unique=False)

    with op.batch_alter_table('payments', schema=None) as batch_op:
        batch_op.add_column(sa.Column('opens_in', sa.String(length=20), nullable=False, server_default='h5'))
        batch_op.add_column(sa.Column('covers', Json, nullable=False, server_default='[]'))
        batch_op.add_column(sa.Column('opened_by_mark', sa.String(length=12), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('return_path', sa.String(length=120), nullable=False, server_default='/'))
        batch_op.add_column(sa.Column('partner_ref', sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column('told_refunded', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('refund_held', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('owed_again', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('remark', sa.String(length=20), nullable=True))
        batch_op.drop_constraint(batch_op.f('uq_payments_restaurant_id_page_hash'), type_='unique')
        batch_op.create_index('ix_payments_remark', ['restaurant_id', 'paid_at'], unique=False, postgresql_where=sa.text('remark IS NOT NULL'), sqlite_where=sa.text('remark IS NOT NULL'))
        batch_op.create_check_constraint('refund_held', 'refund_held >= 0')
        batch_op.drop_column('status')
        batch_op.drop_column('page_hash')

    with op.batch_alter_table('payments', schema=None) as batch_op:
        for column in ('opens_in', 'covers', 'opened_by_mark', 'return_path', 'told_refunded', 'refund_held', 'owed_again'):
            batch_op.alter_column(column, server_default=None)

    with op.batch_alter_table('refunds', schema=None) as batch_op:
        batch_op.add_column(sa.Column('due_again', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('done_at', UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column('failed_at', UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column('failure', sa.String(length=200), nullable=True))

    op.execute("UPDATE refunds SET done_at = at")
    with op.batch_alter_table('refunds', schema=None) as batch_op:
        batch_op.alter_column('due_again', server_default=None)




def downgrade() -> None:
    with op.batch_alter_table('refunds', schema=None) as batch_op:
        batch_op.drop_column('failure')
        batch_op.drop_column('failed_at')
        batch_op.drop_column('done_at')
        batch_op.drop_column('due_again')

    with op.batch_alter_table('payments', schema=None) as batch_op:
        batch_op.add_column(sa.Column('page_hash', sa.VARCHAR(length=64), nullable=True))
        batch_op.add_column(sa.Column('status', sa.VARCHAR(length=16), nullable=False, server_default='pending'))
        batch_op.drop_constraint('refund_held', type_='check')
        batch_op.drop_index('ix_payments_remark', postgresql_where=sa.text('remark IS NOT NULL'), sqlite_where=sa.text('remark IS NOT NULL'))
        batch_op.create_unique_constraint(batch_op.f('uq_payments_restaurant_id_page_hash'), ['restaurant_id', 'page_hash'])
        batch_op.drop_column('remark')
        batch_op.drop_column('owed_again')
        batch_op.drop_column('refund_held')
        batch_op.drop_column('told_refunded')
        batch_op.drop_column('partner_ref')
        batch_op.drop_column('return_path')
        batch_op.drop_column('opened_by_mark')
        batch_op.drop_column('covers')
        batch_op.drop_column('opens_in')

    with op.batch_alter_table('wallet_notices', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_wallet_notices_payment_id'))

    op.drop_table('wallet_notices')
    op.drop_table('simulator_trades')
    with op.batch_alter_table('errands', schema=None) as batch_op:
        batch_op.drop_index('ix_errands_due_at')

    op.drop_table('errands')
