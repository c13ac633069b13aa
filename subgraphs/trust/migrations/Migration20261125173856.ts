import { Migration } from '@mikro-orm/migrations';

export class Migration20261125173856 extends Migration {

  override name = 'Migration20261125173856';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`LoginGuard\` add \`countedAtMs\` bigint null;`);
    this.addSql(`alter table \`LoginGuard\` add index \`LoginGuard_countedAtMs_index\` (\`countedAtMs\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`LoginGuard\` drop index \`LoginGuard_countedAtMs_index\`;`);
    this.addSql(`alter table \`LoginGuard\` drop column \`countedAtMs\`;`);
  }

}
