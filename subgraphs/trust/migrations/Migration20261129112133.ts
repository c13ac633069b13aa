import { Migration } from '@mikro-orm/migrations';

export class Migration20261129112133 extends Migration {

  override name = 'Migration20261129112133';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`BackupRun\` add \`bySystem\` tinyint(1) not null default false;`);

    this.addSql(`alter table \`Drill\` add \`bySystem\` tinyint(1) not null default false;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`BackupRun\` drop column \`bySystem\`;`);

    this.addSql(`alter table \`Drill\` drop column \`bySystem\`;`);
  }

}
