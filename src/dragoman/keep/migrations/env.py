"""Run the migrations on the connection that `keep/store.py` hands over, inside its transaction."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    version_table="dragoman_version",
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
