import { Migration } from '@mikro-orm/migrations';

export class Migration20261130010409 extends Migration {

  override name = 'Migration20261130010409';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`TrainingSeat\` add \`leaveUntilMs\` bigint null;`);
  }

}
