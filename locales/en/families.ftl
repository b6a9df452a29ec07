# families
