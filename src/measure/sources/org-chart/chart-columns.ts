/** The names under which charts keep what Equipo asks for, surest first. Compared without case or marks. */
import { plainName } from '../tables/column-names.ts';

export type ChartRole =
  | 'person'
  | 'address'
  | 'name'
  | 'manager'
  | 'unit'
  | 'title'
  | 'level'
  | 'from'
  | 'until'
  | 'snapshot';

const list = (names: string): readonly string[] => names.split(/\s+/).filter((name) => name !== '');

export const namesOfChartRole: Readonly<Record<ChartRole, readonly string[]>> = {
  person: list(
    'employee employeeid personid person id userid user staffid staff member memberid login username email mail',
  ),
  address: list('employeeemail email emailaddress mail address workemail'),
  name: list('employeename fullname displayname name personname'),
  manager: list(`
    manager managerid manageremail managername boss bossid superior superiorid supervisor supervisorid reportsto
    linemanager linemanagerid parent parentid lead leadid head`),
  unit: list(
    'unit unitid unitname department departmentid departmentname dept team teamname division orgunit area',
  ),
  title: list('title jobtitle position role job function'),
  level: list('level rank grade tier band hierarchylevel joblevel'),
  from: list('from joindate joined start startdate since hiredate hired validfrom begin begindate'),
  until: list('until leavedate left end enddate to terminationdate terminated validto validuntil exitdate'),
  snapshot: list('snapshot snapshotdate asof asofdate effectivedate month period'),
};

const roles = Object.keys(namesOfChartRole) as ChartRole[];

/** Which column plays each role; the address of an id column may be the person's own (`email` alone). */
export const chartColumns = (names: readonly string[]): Partial<Record<ChartRole, number>> => {
  const plain = names.map(plainName);
  const found: Partial<Record<ChartRole, number>> = {};
  const used = new Set<number>();
  for (const role of roles) {
    for (const name of namesOfChartRole[role]) {
      const column = plain.findIndex((each, index) => each === name && !used.has(index));
      if (column < 0) continue;
      found[role] = column;
      used.add(column);
      break;
    }
  }
  // Someone known by name only is known by it.
  if (found.person === undefined && found.name !== undefined) {
    found.person = found.name;
    delete found.name;
  }
  if (found.person === undefined && found.address !== undefined) {
    found.person = found.address;
    delete found.address;
  }
  return found;
};
