import { Migration } from '@mikro-orm/migrations';

export class Migration20261203043841 extends Migration {

  override name = 'Migration20261203043841';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Indicator\` add \`comparedUpTo\` varchar(40) null;`);

    this.addSql(`alter table \`Lot\` add \`stopCause\` varchar(40) null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Lot\` drop column \`stopCause\`;`);

    this.addSql(`alter table \`Indicator\` drop column \`comparedUpTo\`;`);
  }

}
