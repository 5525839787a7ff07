"""How assignments stand to each other, and the further plans that show one."""
