# wellbeing
