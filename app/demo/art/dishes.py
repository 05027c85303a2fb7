"""Every dish of the demo's menu as a drawing: a ground, a plate, and what lies on it."""

from app.demo.art import dishes_cold, dishes_drinks, dishes_hot, dishes_sea, dishes_staples

RECIPES = {
    **dishes_hot.RECIPES,
    **dishes_cold.RECIPES,
    **dishes_sea.RECIPES,
    **dishes_staples.RECIPES,
    **dishes_drinks.RECIPES,
}
